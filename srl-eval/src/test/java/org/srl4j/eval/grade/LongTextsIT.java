package org.srl4j.eval.grade;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srl4j.eval.solve.Graders;

/**
 * Every grader answers on long texts of every kind: repeated, nested and open ones, as answer and
 * as response. {@code -Dsrl4j.longTexts=1000000} sets the length; {@code -Dsrl4j.longTextsLog=FILE}
 * appends grader, way, length, the worst kind and its seconds.
 */
class LongTextsIT {
  private static final int LENGTH = Integer.getInteger("srl4j.longTexts", 10_000);

  private static final List<String> UNITS =
      List.of(
          "1",
          "9",
          "0",
          "12,",
          "1,000,",
          "1 ",
          "1.",
          ".1",
          "-",
          "+1",
          "1+",
          "1-",
          "*2",
          "2^",
          "^2",
          "{",
          "}",
          "{}",
          "{1}",
          "[",
          "]",
          "(",
          ")",
          "()",
          "(1)",
          "(1,2),",
          "$",
          "$1$",
          "\\",
          "\\\\",
          "\\frac",
          "\\frac{1}{2}",
          "\\frac12",
          "\\dfrac{",
          "1/2",
          "1/",
          "/",
          "\\boxed{1}",
          "\\boxed{",
          "\\boxed 1 ",
          "\\boxed",
          "\\sqrt{2}",
          "\\sqrt",
          "\\text{a}",
          "\\text{",
          "\\left(",
          "\\right)",
          "\\pi",
          "x",
          "x+",
          "xy",
          "a ",
          "word ",
          "answer is ",
          "the answer is 1. ",
          "Answer: 1\n",
          "#### 1\n",
          "\n",
          " ",
          "\t",
          "%",
          "1% ",
          "=",
          "x=1, ",
          "1e9",
          "e",
          "!",
          "1!",
          "_",
          "_1",
          "^",
          "^{2}",
          ",",
          ";",
          ":",
          "1:2 ",
          "5:00 ",
          "one ",
          "twenty-",
          "million ",
          "\\begin{pmatrix}",
          "1&",
          "\\\\1&",
          "\\cup",
          "[1,2]\\cup",
          "and ",
          " or ",
          "(A) ",
          "A. ",
          "<think>",
          "</think>",
          "é",
          "−",
          "½",
          "²",
          "\\cdot",
          "\\le ",
          "sin(",
          "\\log_",
          "i",
          "\\infty",
          "|",
          "'",
          "\"",
          "\\,",
          "\\!",
          "~",
          "\\%");

  /** One text of a kind. */
  private record Kind(String name, String text) {}

  private static List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    for (String unit : UNITS) {
      kinds.add(new Kind(unit.strip() + "...", repeated(unit)));
    }
    for (String open : List.of("{", "(", "[", "\\frac{", "\\sqrt{", "\\boxed{", "\\text{", "2^{")) {
      String close = open.equals("(") ? ")" : open.equals("[") ? "]" : "}";
      int depth = LENGTH / (open.length() + 1);
      kinds.add(
          new Kind(open + "..." + close, cut(open.repeat(depth) + "1" + close.repeat(depth))));
    }
    for (String letters : List.of("0123456789", "{}\\$abc019()", "abcdefgh \n", "+-*/^()12x")) {
      Random random = new Random(letters.hashCode());
      StringBuilder text = new StringBuilder();
      random.ints(LENGTH, 0, letters.length()).forEach(i -> text.append(letters.charAt(i)));
      kinds.add(new Kind("random of " + letters.strip(), text.toString()));
    }
    return kinds;
  }

  private static String repeated(String unit) {
    return cut(unit.repeat(LENGTH / unit.length() + 1));
  }

  private static String cut(String text) {
    return text.length() > LENGTH ? text.substring(0, LENGTH) : text;
  }

  static Stream<String> graders() {
    return Graders.names().stream();
  }

  @ParameterizedTest
  @MethodSource("graders")
  void everyLongTextGetsAVerdict(String name) throws IOException {
    Grader grader = Graders.named(name, Graders.DEFAULT_DATA_NAME);
    for (boolean response : List.of(false, true)) {
      String slowest = "";
      double worst = 0;
      for (Kind kind : kinds()) {
        long start = System.nanoTime();
        Grade grade =
            response
                ? grader.gradeResponse("1", kind.text())
                : grader.gradeAnswer("1", kind.text());
        double seconds = (System.nanoTime() - start) * 1e-9;
        assertNotNull(grade, kind.name());
        if (seconds > worst) {
          worst = seconds;
          slowest = kind.name();
        }
      }
      log(name, response ? "response" : "answer", slowest, worst);
    }
  }

  private static void log(String name, String way, String kind, double seconds) throws IOException {
    String file = System.getProperty("srl4j.longTextsLog");
    if (file != null) {
      String row =
          String.format(Locale.ROOT, "%s\t%s\t%d\t%.2f\t%s%n", name, way, LENGTH, seconds, kind);
      Files.writeString(Path.of(file), row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
