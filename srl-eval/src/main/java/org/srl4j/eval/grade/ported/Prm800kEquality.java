package org.srl4j.eval.grade.ported;

import static org.srl4j.eval.grade.python.PythonText.pattern;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.srl4j.eval.grade.python.PythonText;
import org.srl4j.eval.grade.sympy.SymbolicEquality;

/** {@code grade_answer} of openai/prm800k. */
final class Prm800kEquality {
  private static final Pattern FRACTION = pattern("^-?[0-9]+.?/0*[1-9][0-9]*.?$");
  private static final Pattern LARGE_POWER = pattern("\\^[0-9]+\\^|\\^[0-9][0-9]+");
  private static final String BRACKETS = "()[]";
  private static final int MOST_LETTERS = 2;

  private Prm800kEquality() {}

  /** The name of the rule by which the two are equal, empty if by none. */
  static Optional<String> rule(String gold, String answer) {
    if (Prm800kText.mathd(gold).equals(Prm800kText.mathd(answer))) {
      return Optional.of("mathd-text");
    }
    String wanted = Prm800kText.normalised(gold);
    String given = Prm800kText.normalised(answer);
    if (wanted.equals(given)) {
      return Optional.of("normalised-text");
    }
    if (given.isEmpty()) {
      return Optional.empty();
    }
    List<String> wantedItems = items(wanted);
    List<String> givenItems = items(given);
    boolean otherBrackets =
        wantedItems.size() > 1
            && (wanted.charAt(0) != given.charAt(0)
                || wanted.charAt(wanted.length() - 1) != given.charAt(given.length() - 1));
    if (otherBrackets || wantedItems.isEmpty() || wantedItems.size() != givenItems.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < wantedItems.size(); i++) {
      if (!itemsEqual(wantedItems.get(i), givenItems.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of("algebra");
  }

  /** Fractions must be reduced alike, and an integer must be given as one. */
  private static boolean itemsEqual(String wanted, String given) {
    if (FRACTION.matcher(wanted).find() && FRACTION.matcher(given).find()) {
      return wanted.equals(given);
    }
    return Prm800kText.isInteger(wanted) == Prm800kText.isInteger(given)
        && mayBeEvaluated("(" + wanted + ")-(" + given + ")")
        && SymbolicEquality.differenceVanishes(wanted.replace("^", "**"), given.replace("^", "**"));
  }

  private static boolean mayBeEvaluated(String difference) {
    long letters =
        difference
            .replace("sqrt", "")
            .replace("frac", "")
            .codePoints()
            .filter(Character::isLetter)
            .distinct()
            .count();
    return letters <= MOST_LETTERS
        && !difference.contains("^{")
        && !difference.contains("^(")
        && !LARGE_POWER.matcher(difference).find();
  }

  /** The elements of a tuple or interval without inner brackets; anything else is one element. */
  private static List<String> items(String expression) {
    String text = Prm800kText.withoutThousandsCommas(expression);
    if (text.isEmpty()) {
      return List.of();
    }
    String inner = PythonText.inner(text);
    boolean tuple =
        text.length() > 2
            && BRACKETS.indexOf(text.charAt(0)) >= 0
            && BRACKETS.indexOf(text.charAt(text.length() - 1)) >= 0
            && inner.chars().noneMatch(c -> BRACKETS.indexOf(c) >= 0);
    return tuple
        ? Arrays.stream(inner.split(",", -1)).map(PythonText::strip).toList()
        : List.of(text);
  }
}
