package org.srl4j.eval.grade.ported;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.srl4j.eval.grade.python.LatexFractions;
import org.srl4j.eval.grade.python.PythonText;

/** The string normalisation of hendrycks/math, {@code math_equivalence.py}. */
final class HendrycksText {
  private static final String UNIT = "\\text{ ";
  private static final String ROOT = "\\sqrt";
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]*");
  private static final int LONGEST_NAME = 2;

  private HendrycksText() {}

  /**
   * The normalised answer.
   *
   * @return empty where the original raises: a unit given twice, or nothing after {@code \sqrt} or
   *     {@code \frac}
   */
  static Optional<String> normalised(String answer) {
    String text =
        answer
            .replace("\n", "")
            .replace("\\!", "")
            .replace("\\\\", "\\")
            .replace("tfrac", "frac")
            .replace("dfrac", "frac")
            .replace("\\left", "")
            .replace("\\right", "")
            .replace("^{\\circ}", "")
            .replace("^\\circ", "")
            .replace("\\$", "");
    List<String> withUnits = PythonText.split(text, UNIT);
    if (withUnits.size() > 2) {
      return Optional.empty();
    }
    text = withUnits.get(0).replace("\\%", "").replace(" .", " 0.").replace("{.", "{0.");
    if (text.isEmpty()) {
      return Optional.of(text);
    }
    text = withoutShortName(text.startsWith(".") ? "0" + text : text);
    return withRoots(text)
        .flatMap(rooted -> LatexFractions.braced(rooted.replace(" ", "")))
        .map(fractions -> simpleQuotient(fractions.equals("0.5") ? "\\frac{1}{2}" : fractions));
  }

  private static String withoutShortName(String text) {
    List<String> sides = PythonText.split(text, "=");
    boolean shortName =
        sides.size() == 2 && sides.get(0).codePointCount(0, sides.get(0).length()) <= LONGEST_NAME;
    return shortName ? sides.get(1) : text;
  }

  /** One character after a bare root is its argument. */
  private static Optional<String> withRoots(String text) {
    List<String> pieces = PythonText.split(text, ROOT);
    StringBuilder rooted = new StringBuilder(pieces.get(0));
    for (String piece : pieces.subList(1, pieces.size())) {
      if (piece.isEmpty()) {
        return Optional.empty();
      }
      rooted.append(ROOT);
      if (piece.startsWith("{")) {
        rooted.append(piece);
      } else {
        int first = piece.offsetByCodePoints(0, 1);
        rooted.append('{').append(piece, 0, first).append('}').append(piece.substring(first));
      }
    }
    return Optional.of(rooted.toString());
  }

  private static String simpleQuotient(String text) {
    List<String> parts = PythonText.split(text, "/");
    boolean integers =
        parts.size() == 2 && parts.stream().allMatch(part -> INTEGER.matcher(part).matches());
    return integers ? "\\frac{" + parts.get(0) + "}{" + parts.get(1) + "}" : text;
  }

  /** {@code is_equiv}: where one of the two cannot be normalised, the texts must be the same. */
  static boolean equivalent(String answer, String gold) {
    Optional<String> left = normalised(answer);
    Optional<String> right = normalised(gold);
    return left.isPresent() && right.isPresent() ? left.equals(right) : answer.equals(gold);
  }
}
