package org.srl4j.eval.grade.python;

import java.util.List;
import java.util.Optional;

/**
 * {@code _fix_fracs}, which the harnesses share: {@code \frac12} and {@code \frac1{72}} get their
 * braces; {@code \frac{72}1} does not.
 */
public final class LatexFractions {
  private static final String COMMAND = "\\frac";

  private LatexFractions() {}

  /**
   * Adds the braces.
   *
   * @return empty where the original raises IndexError: nothing follows a {@code \frac}; with one
   *     character after it the text comes back unchanged
   */
  public static Optional<String> braced(String text) {
    List<String> pieces = PythonText.split(text, COMMAND);
    StringBuilder braced = new StringBuilder(pieces.get(0));
    for (String piece : pieces.subList(1, pieces.size())) {
      if (piece.isEmpty()) {
        return Optional.empty();
      }
      braced.append(COMMAND);
      if (piece.startsWith("{")) {
        braced.append(piece);
        continue;
      }
      if (piece.codePointCount(0, piece.length()) < 2) {
        return Optional.of(text);
      }
      int first = piece.offsetByCodePoints(0, 1);
      int second = piece.offsetByCodePoints(first, 1);
      String denominator = piece.substring(first, second);
      braced.append('{').append(piece, 0, first).append('}');
      braced.append(denominator.equals("{") ? denominator : "{" + denominator + "}");
      braced.append(piece.substring(second));
    }
    return Optional.of(braced.toString());
  }
}
