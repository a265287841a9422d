package org.srl4j.eval.grade.ported;

import static org.srl4j.eval.grade.python.PythonText.pattern;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.grade.python.PythonText;

/**
 * verl's math_dapo reward: what follows the last {@code Answer:} in the last 300 characters, equal
 * to the gold after Minerva's normalisation of texts. A box without {@code Answer:} does not count;
 * the reward is +1 or -1 there.
 */
public final class VerlDapoGrader implements Grader {
  private static final int TAIL = 300;
  private static final Pattern ANSWER =
      Pattern.compile(
          "answerBLANK*+:BLANK*([^\\n]+)".replace("BLANK", PythonText.BLANK),
          Pattern.CASE_INSENSITIVE);
  private static final String[][] SUBSTITUTIONS = {
    {"an ", ""},
    {"a ", ""},
    {".$", "$"},
    {"\\$", ""},
    {"\\ ", ""},
    {" ", ""},
    {"mbox", "text"},
    {",\\text{and}", ","},
    {"\\text{and}", ","},
    {"\\text{m}", "\\text{}"}
  };
  private static final List<String> REMOVED =
      List.of(
          "square",
          "ways",
          "integers",
          "dollars",
          "mph",
          "inches",
          "hours",
          "km",
          "units",
          "\\ldots",
          "sue",
          "points",
          "feet",
          "minutes",
          "digits",
          "cents",
          "degrees",
          "cm",
          "gm",
          "pounds",
          "meters",
          "meals",
          "edges",
          "students",
          "childrentickets",
          "multiples",
          "\\text{s}",
          "\\text{.}",
          "\\text{\ns}",
          "\\text{}^2",
          "\\text{}^3",
          "\\text{\n}",
          "\\text{}",
          "\\mathrm{th}",
          "^\\circ",
          "^{\\circ}",
          "\\;",
          ",\\!",
          "{,}",
          "\"",
          "\\dots");
  private static final List<String> WRAPPERS = List.of("\\text{", "\\textbf{", "\\overline{");
  private static final String BOX = "\\boxed{";
  private static final Pattern FRACTION = pattern("frac([^{])(.)");
  private static final Pattern ROOT = pattern("sqrt([^{])");

  @Override
  public String name() {
    return "verl-dapo";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Grade gradeAnswer(String gold, String answer) {
    String normalised = normalised(answer);
    boolean same = normalised.equals(normalised(gold));
    if (!same && normalised.isEmpty()) {
      return Grade.unparsable(Optional.empty(), "no-answer");
    }
    return Grade.of(same, normalised, same ? "normalised-text" : "none");
  }

  @Override
  public Grade gradeResponse(String gold, String response) {
    String last = null;
    Matcher answer = ANSWER.matcher(PythonText.tail(response, TAIL));
    while (answer.find()) {
      last = answer.group(1);
    }
    return last == null
        ? Grade.unparsable(Optional.empty(), "no-answer-line")
        : gradeAnswer(gold, last);
  }

  /** {@code normalize_final_answer}. */
  static String normalised(String answer) {
    String text = PythonText.afterLast(answer, "=");
    for (String[] pair : SUBSTITUTIONS) {
      text = text.replace(pair[0], pair[1]);
    }
    for (String removed : REMOVED) {
      text = text.replace(removed, "");
    }
    text = eachLine(text, VerlDapoGrader::firstFormula);
    for (String wrapper : WRAPPERS) {
      text = PythonText.replaceBraced(text, wrapper, content -> content);
    }
    text = eachLine(text, VerlDapoGrader::unboxed);
    text = FRACTION.matcher(text).replaceAll("frac{$1}{$2}");
    text = ROOT.matcher(text).replaceAll("sqrt{$1}").replace("$", "");
    String digits = text.replace(",", "");
    return PythonText.strip(PythonText.isDigit(digits) ? digits : text);
  }

  private static String eachLine(String text, UnaryOperator<String> change) {
    return String.join("\n", PythonText.split(text, "\n").stream().map(change).toList());
  }

  /** The first box with everything up to the last brace loses its frame. */
  private static String unboxed(String line) {
    int start = line.indexOf(BOX);
    int end = line.lastIndexOf('}');
    if (start < 0 || end < start + BOX.length()) {
      return line;
    }
    return line.substring(0, start)
        + line.substring(start + BOX.length(), end)
        + line.substring(end + 1);
  }

  /** A line that holds a formula between dollar signs is reduced to the first one. */
  private static String firstFormula(String line) {
    int open = line.indexOf('$');
    int close = open < 0 ? -1 : line.indexOf('$', open + 1);
    return close < 0 ? line : line.substring(open, close + 1);
  }

  @Override
  public void checkGold(String gold) {
    if (normalised(gold).isEmpty()) {
      throw new IllegalArgumentException(
          "gold: nothing is left of «" + gold + "» once verl-dapo has normalised it");
    }
  }
}
