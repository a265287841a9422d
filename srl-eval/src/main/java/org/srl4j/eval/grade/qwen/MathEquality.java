package org.srl4j.eval.grade.qwen;

import static org.srl4j.eval.grade.python.PythonText.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.srl4j.eval.grade.python.PythonFloat;
import org.srl4j.eval.grade.python.PythonText;
import org.srl4j.eval.grade.sympy.SymbolicEquality;

/**
 * The harness's {@code math_equal}: tries its rules in order and returns the first that holds. Not
 * symmetric in prediction and reference.
 */
final class MathEquality {
  /** The relative tolerance of every comparison of numbers. */
  static final double TOLERANCE = 1e-4;

  private static final Set<String> LETTERS = Set.of("A", "B", "C", "D", "E");
  private static final double PERCENT = 100;
  private static final Pattern LIST = pattern("[(\\[].+[)\\]]");
  private static final String MATRIX = "pmatrix";
  private static final String MATRIX_START = "\\begin{pmatrix}";
  private static final String MATRIX_END = "\\end{pmatrix}";
  private static final int LONGEST_NAME = 2;

  private MathEquality() {}

  /** The name of the rule by which the two are equal, empty if by none. */
  static Optional<String> rule(String prediction, String reference) {
    if (lower(PythonText.strip(prediction)).equals(lower(PythonText.strip(reference)))) {
      return Optional.of("text");
    }
    if (LETTERS.contains(reference) && AnswerExtraction.lastChoice(prediction).equals(reference)) {
      return Optional.of("choice");
    }
    OptionalDouble number = number(prediction);
    OptionalDouble gold = number(reference);
    if (number.isPresent() && gold.isPresent()) {
      return when(isClose(number.getAsDouble(), gold.getAsDouble()), "number");
    }
    if (prediction.isEmpty()) {
      return Optional.empty();
    }
    String answer = PythonText.strip(prediction);
    String wanted = PythonText.strip(reference);
    if (answer.contains(MATRIX) && !wanted.contains(MATRIX)) {
      wanted = matrices(wanted);
    }
    return byParts(answer, wanted);
  }

  private static Optional<String> byParts(String answer, String wanted) {
    if (withoutBrackets(answer, answer, wanted).equals(withoutBrackets(wanted, answer, wanted))) {
      return Optional.of("brackets");
    }
    if (LIST.matcher(answer).lookingAt()
        && LIST.matcher(wanted).lookingAt()
        && allEqual(
            PythonText.split(PythonText.inner(answer), ","),
            PythonText.split(PythonText.inner(wanted), ","))) {
      return Optional.of("list");
    }
    if (isMatrix(answer) && isMatrix(wanted) && matricesEqual(answer, wanted)) {
      return Optional.of("matrix");
    }
    Optional<String> equation = equation(answer, wanted);
    return equation.isPresent() ? equation : symbolic(answer, wanted);
  }

  private static Optional<String> equation(String answer, String wanted) {
    List<String> left = PythonText.split(answer, "=");
    List<String> right = PythonText.split(wanted, "=");
    if (left.size() == 2 && right.size() == 2) {
      String difference = difference(left);
      String other = difference(right);
      boolean equal =
          symbolic(difference, other).isPresent()
              || symbolic("-(" + difference + ")", other).isPresent();
      return when(equal, "equation");
    }
    if (isAssignment(left) && right.size() == 1) {
      return rule(left.get(1), wanted);
    }
    return isAssignment(right) && left.size() == 1 ? rule(answer, right.get(1)) : Optional.empty();
  }

  private static String difference(List<String> sides) {
    return PythonText.strip(sides.get(0)) + " - (" + PythonText.strip(sides.get(1)) + ")";
  }

  private static boolean isAssignment(List<String> sides) {
    String name = PythonText.strip(sides.get(0));
    return sides.size() == 2 && name.codePointCount(0, name.length()) <= LONGEST_NAME;
  }

  private static Optional<String> symbolic(String answer, String wanted) {
    return when(SymbolicEquality.equal(answer, wanted, TOLERANCE), "symbolic");
  }

  /** The percent rule: the number itself, a hundredth of it and a hundred times it are right. */
  private static boolean isClose(double number, double gold) {
    return PythonFloat.isClose(gold / PERCENT, number, TOLERANCE)
        || PythonFloat.isClose(gold, number, TOLERANCE)
        || PythonFloat.isClose(gold * PERCENT, number, TOLERANCE);
  }

  private static OptionalDouble number(String text) {
    String digits = text.replace(",", "");
    OptionalDouble number = PythonFloat.parse(digits);
    if (number.isPresent() || !digits.endsWith("%")) {
      return number;
    }
    String bare = digits.substring(0, digits.length() - 1);
    bare = bare.endsWith("\\") ? bare.substring(0, bare.length() - 1) : bare;
    OptionalDouble percent = PythonFloat.parse(bare);
    return percent.isPresent() ? OptionalDouble.of(percent.getAsDouble() / PERCENT) : percent;
  }

  /** Each {@code {a,b}} of the gold as a matrix, as the harness spells it: one backslash a row. */
  private static String matrices(String reference) {
    List<String> matrices = new ArrayList<>();
    for (String line : PythonText.split(reference, "\n")) {
      int start = line.indexOf('{');
      int end = line.lastIndexOf('}');
      int comma = start < 0 ? -1 : line.indexOf(',', start);
      if (comma >= 0 && comma < end) {
        String rows = PythonText.strip(line.substring(start, end + 1), "{}").replace(",", "\\");
        matrices.add(MATRIX_START + rows + MATRIX_END);
      }
    }
    return String.join(", ", matrices);
  }

  private static String withoutBrackets(String text, String answer, String wanted) {
    boolean square = answer.startsWith("[") && answer.endsWith("]") && !wanted.startsWith("(");
    boolean round = answer.startsWith("(") && answer.endsWith(")") && !wanted.startsWith("[");
    String bare = square || round ? PythonText.strip(text, "[]()") : text;
    for (String bracket : List.of("{", "}", "(", ")")) {
      bare = bare.replace(bracket, "");
    }
    return lower(bare);
  }

  private static boolean isMatrix(String text) {
    return (text.startsWith(MATRIX_START) || text.startsWith("\\begin{bmatrix}"))
        && (text.endsWith(MATRIX_END) || text.endsWith("\\end{bmatrix}"));
  }

  private static boolean matricesEqual(String answer, String wanted) {
    List<String> rows = rows(answer);
    List<String> wantedRows = rows(wanted);
    if (rows.size() != wantedRows.size()) {
      return false;
    }
    for (int i = 0; i < rows.size(); i++) {
      if (!allEqual(PythonText.split(rows.get(i), "&"), PythonText.split(wantedRows.get(i), "&"))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> rows(String matrix) {
    int end = Math.max(MATRIX_START.length(), matrix.length() - MATRIX_END.length());
    return PythonText.split(matrix.substring(MATRIX_START.length(), end), "\\\\").stream()
        .map(PythonText::strip)
        .filter(row -> !row.isEmpty())
        .toList();
  }

  private static boolean allEqual(List<String> answers, List<String> wanted) {
    if (answers.size() != wanted.size()) {
      return false;
    }
    for (int i = 0; i < answers.size(); i++) {
      if (rule(answers.get(i), wanted.get(i)).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Optional<String> when(boolean holds, String rule) {
    return holds ? Optional.of(rule) : Optional.empty();
  }
}
