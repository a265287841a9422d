package org.srl4j.eval.grade.qwen;

import static org.srl4j.eval.grade.python.PythonText.pattern;

import java.util.List;
import java.util.regex.Pattern;
import org.srl4j.eval.grade.python.LatexFractions;
import org.srl4j.eval.grade.python.PythonText;

/**
 * The harness's {@code strip_string}: the steps below in this order, on which the result depends.
 * Not idempotent: {@code x \in [0,1)} becomes {@code x\in[0,1)}, and that becomes {@code [0,1)}.
 */
final class AnswerStripping {
  private static final String TEXT = "\\text{";
  private static final Pattern ZEROS_INSIDE = pattern("(?<!\\p{Nd})(\\p{Nd}++)\\.0*(\\P{Nd})");
  private static final Pattern ZEROS_AT_END = pattern("(?<!\\p{Nd})(\\p{Nd}++)\\.0*$");
  private static final Pattern BARE_ROOT = pattern("\\\\sqrt(" + PythonText.WORD + "++)");
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]*");
  private static final List<String> ASSIGNMENTS =
      List.of("x=", "y=", "z=", "x\\in", "y\\in", "z\\in", "x\\to", "y\\to", "z\\to");
  private static final int LONGEST_NAME = 2;

  private AnswerStripping() {}

  /**
   * Strips once.
   *
   * @param keepUnits leaves out the deletion of unit words
   */
  static String strip(String answer, boolean keepUnits) {
    String text = commands(PythonText.strip(answer));
    text = keepUnits ? text : UnitWords.removed(text);
    text = marks(text);
    text = words(text);
    text = ZEROS_INSIDE.matcher(text).replaceAll("$1$2");
    text = ZEROS_AT_END.matcher(text).replaceAll("$1");
    if (text.isEmpty()) {
      return text;
    }
    text = withoutShortName(text.startsWith(".") ? "0" + text : text);
    text = BARE_ROOT.matcher(text).replaceAll("\\\\sqrt{$1}");
    text = text.replace(" ", "");
    return simpleQuotient(LatexFractions.braced(text).orElse(text));
  }

  /** Spelling variants of commands become one; a text at the end is a unit. */
  private static String commands(String answer) {
    String text = PythonText.stripRight(answer.replace("\n", ""), ".").replace("\\!", "");
    text = PythonText.replaceBraced(text, "\\begin{array}{", columns -> "\\begin{pmatrix}");
    text =
        text.replace("\\end{array}", "\\end{pmatrix}")
            .replace("bmatrix", "pmatrix")
            .replace("tfrac", "frac")
            .replace("dfrac", "frac")
            .replace("\\neq", "\\ne")
            .replace("\\leq", "\\le")
            .replace("\\geq", "\\ge")
            .replace("\\left", "")
            .replace("\\right", "")
            .replace("\\{", "{")
            .replace("\\}", "}");
    String bare = PythonText.strip(withoutLastText(text));
    return bare.isEmpty() ? text : bare;
  }

  /** Without everything from the first text command on, if the answer ends with a brace. */
  private static String withoutLastText(String text) {
    int start = text.indexOf(TEXT);
    boolean atEnd = start >= 0 && text.length() > start + TEXT.length() && text.endsWith("}");
    return atEnd ? text.substring(0, start) : text;
  }

  private static String marks(String answer) {
    String text =
        answer
            .replace("^{\\circ}", "")
            .replace("^\\circ", "")
            .replace("\\$", "")
            .replace("$", "")
            .replace("\\(", "")
            .replace("\\)", "");
    text = PythonText.replaceBraced(NumberWords.converted(text), TEXT, content -> content);
    for (String assignment : ASSIGNMENTS) {
      text = text.replace(assignment, "");
    }
    return text.replace("\\emptyset", "{}")
        .replace("(-\\infty,\\infty)", "\\mathbb{R}")
        .replace("\\%", "")
        .replace("%", "")
        .replace(" .", " 0.")
        .replace("{.", "{0.");
  }

  private static String words(String answer) {
    String text = answer.replace("infinity", "\\infty");
    if (!text.contains("\\infty")) {
      text = text.replace("inf", "\\infty");
    }
    text = text.replace("+\\inity", "\\infty").replace("and", "").replace("\\mathbf", "");
    text = PythonText.replaceBraced(text, "\\mbox{", content -> "");
    return text.contains("j") && !text.contains("i") ? text.replace("j", "i") : text;
  }

  /** {@code k=5} becomes {@code 5}: one equals sign with at most two characters before it. */
  private static String withoutShortName(String text) {
    List<String> sides = PythonText.split(text, "=");
    boolean shortName =
        sides.size() == 2 && sides.get(0).codePointCount(0, sides.get(0).length()) <= LONGEST_NAME;
    return shortName ? sides.get(1) : text;
  }

  /** {@code a/b} becomes a fraction if each side is an integer or holds a square root. */
  private static String simpleQuotient(String text) {
    List<String> parts = PythonText.split(text, "/");
    boolean simple =
        parts.size() == 2
            && parts.stream()
                .allMatch(part -> part.contains("sqrt") || INTEGER.matcher(part).matches());
    return simple ? "\\frac{" + parts.get(0) + "}{" + parts.get(1) + "}" : text;
  }
}
