package org.srl4j.eval.grade.ported;

import java.util.Optional;
import org.srl4j.eval.grade.python.PythonText;

/** The last box of a response, as hendrycks/math and verl's math_reward find it. */
final class Boxes {
  private static final String BLANK_BOX = "\\boxed ";
  private static final String BOX = "\\boxed";
  private static final String OPEN_BOX = "\\boxed{";

  private Boxes() {}

  /**
   * The content of the last box: with a {@code \boxed} and a blank anywhere, what stands between
   * the last of them and the next dollar sign; else the content of the last {@code \boxed}, if its
   * braces close. Only without any {@code \boxed} an {@code \fbox} is found, and its content cannot
   * be taken out, as in the original.
   */
  static Optional<String> last(String response) {
    int start = response.lastIndexOf(BOX);
    if (start < 0) {
      return Optional.empty();
    }
    if (response.contains(BLANK_BOX)) {
      return Optional.of(PythonText.split(PythonText.afterLast(response, BLANK_BOX), "$").get(0));
    }
    return response.startsWith(OPEN_BOX, start)
        ? content(response, start + OPEN_BOX.length())
        : Optional.empty();
  }

  /** Up to the brace that closes the one before {@code start}. */
  static Optional<String> content(String text, int start) {
    int open = 1;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      open += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (open == 0) {
        return Optional.of(text.substring(start, i));
      }
    }
    return Optional.empty();
  }
}
