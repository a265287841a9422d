package org.srl4j.eval.benchmark;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.srl4j.core.reward.Answers;

/** How a data file writes its gold answers. */
public enum GoldForm {
  /** The answer itself; blanks around it are taken off. */
  TEXT {
    @Override
    String extract(String text) {
      return text.strip();
    }
  },
  /** A whole number, perhaps as a float (AMC: 27.0) or with leading zeros (AIME: 025). */
  INTEGER {
    @Override
    String extract(String text) {
      String number = text.strip();
      if (!DECIMAL.matcher(number).matches()) {
        throw new IllegalArgumentException("not a number of at most 40 digits");
      }
      try {
        return new BigDecimal(number).toBigIntegerExact().toString();
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("not a whole number", e);
      }
    }
  },
  /** The content of the last box of a solution, {@code \boxed{2}} or {@code $\boxed 2$}. */
  BOXED {
    @Override
    String extract(String text) {
      return required(Answers.boxed().apply(text), "no \\boxed{...} with an answer in it");
    }
  },
  /** What follows {@code ####} on the last such line, without thousands separators (GSM8K). */
  HASHES {
    @Override
    String extract(String text) {
      return required(Answers.afterMarker("####").apply(text), "no line '#### answer'")
          .replace(",", "");
    }
  };

  private static final Pattern DECIMAL = Pattern.compile("[-+]?\\d{1,40}(\\.\\d{1,40})?");

  /**
   * The gold answer.
   *
   * @param text the column's text
   * @return never blank
   * @throws IllegalArgumentException if there is none of this form; the message says what is wrong
   */
  public final String of(String text) {
    return required(Optional.of(extract(text)), "blank");
  }

  abstract String extract(String text);

  private static String required(Optional<String> answer, String otherwise) {
    return answer
        .filter(found -> !found.isBlank())
        .map(String::strip)
        .orElseThrow(() -> new IllegalArgumentException(otherwise));
  }
}
