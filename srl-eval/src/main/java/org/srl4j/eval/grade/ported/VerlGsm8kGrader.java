package org.srl4j.eval.grade.ported;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.grade.python.PythonText;

/**
 * verl's GSM8K reward: a number from the last 300 characters, equal to the gold as text, so 18.00
 * is not 18. Strict wants it after {@code ####}; flexible takes the last one.
 */
public final class VerlGsm8kGrader implements Grader {
  private static final int TAIL = 300;
  private static final Pattern MARKED = Pattern.compile("#### (-?[0-9.,]+)");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9.,]+");
  private final boolean strict;

  private VerlGsm8kGrader(boolean strict) {
    this.strict = strict;
  }

  /** Takes the last number that follows {@code ####}, without its commas. */
  public static VerlGsm8kGrader strict() {
    return new VerlGsm8kGrader(true);
  }

  /** Takes the last number, commas included. */
  public static VerlGsm8kGrader flexible() {
    return new VerlGsm8kGrader(false);
  }

  @Override
  public String name() {
    return strict ? "verl-gsm8k" : "verl-gsm8k-flexible";
  }

  @Override
  public int version() {
    return 1;
  }

  /** An answer that stands alone is compared as it is, but for strict's commas. */
  @Override
  public Grade gradeAnswer(String gold, String answer) {
    String number = strict ? answer.replace(",", "").replace("$", "") : answer;
    return number.isBlank() ? unparsable() : grade(gold, number);
  }

  @Override
  public Grade gradeResponse(String gold, String response) {
    String tail = PythonText.tail(response, TAIL);
    return (strict ? marked(tail) : last(tail))
        .map(number -> grade(gold, number))
        .orElseGet(VerlGsm8kGrader::unparsable);
  }

  private static Grade grade(String gold, String number) {
    boolean same = number.equals(gold);
    return Grade.of(same, number, same ? "text" : "none");
  }

  private static Grade unparsable() {
    return Grade.unparsable(Optional.empty(), "no-number");
  }

  private static Optional<String> marked(String tail) {
    String last = null;
    Matcher marked = MARKED.matcher(tail);
    while (marked.find()) {
      last = marked.group(1).replace(",", "");
    }
    return Optional.ofNullable(last);
  }

  /** The last that is not a lone point; if all are, the first. */
  private static Optional<String> last(String tail) {
    List<String> numbers = NUMBER.matcher(tail).results().map(found -> found.group()).toList();
    for (int i = numbers.size() - 1; i > 0; i--) {
      if (!numbers.get(i).equals(".")) {
        return Optional.of(numbers.get(i));
      }
    }
    return numbers.stream().findFirst();
  }

  @Override
  public void checkGold(String gold) {
    String pattern = strict ? "-?[0-9.]+" : "-?[0-9.,]+";
    if (!gold.matches(pattern)) {
      throw new IllegalArgumentException(
          "gold: must match " + pattern + ", or no response can equal it, got «" + gold + "»");
    }
  }
}
