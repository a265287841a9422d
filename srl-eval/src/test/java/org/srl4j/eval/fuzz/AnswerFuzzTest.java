package org.srl4j.eval.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.grade.ported.BoxGrader;
import org.srl4j.eval.grade.ported.VerlDapoGrader;
import org.srl4j.eval.grade.ported.VerlGsm8kGrader;
import org.srl4j.eval.grade.qwen.QwenGrader;
import org.srl4j.eval.grade.qwen.QwenOptions;
import org.srl4j.eval.grade.strict.StrictGrader;

/**
 * Responses and answers that were changed at random, and parts of them repeated so often that a
 * reader which goes back and forth never ends: each is graded soon; see {@link Fuzzing}.
 */
class AnswerFuzzTest {
  private static final List<String> ANSWERS =
      List.of(
          "\\frac{1}{2}",
          "(0,1]",
          "\\{1,2\\}",
          "x^2+2x+1",
          "\\sqrt[3]{5}",
          "10{,}000",
          "4.5\\times 10^{33}",
          "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
          "\\text{two hundred}",
          "25\\%",
          "90^\\circ",
          "x \\in [0,\\infty)",
          "\\sin^{-1}(\\frac12)",
          "-1<x<2",
          "2004!",
          "|x-3|",
          "3 miles",
          "7 3/4",
          "2^{1000}");

  private static final List<String> WORDS =
      List.of(
          "{",
          "}",
          "(",
          ")",
          "[",
          "]",
          "^",
          "_",
          "\\",
          "\\\\",
          "$",
          "$$",
          ",",
          ".",
          "-",
          "+",
          "=",
          "/",
          "0",
          "9",
          "x",
          " ",
          "\n",
          "!",
          "|",
          "&",
          "%",
          "\\frac",
          "\\frac{",
          "\\sqrt",
          "\\text{",
          "\\boxed{",
          "\\left(",
          "\\right)",
          "\\begin{pmatrix}",
          "\\cup",
          "\\pm",
          "\\cdot",
          "^{^{",
          "answer is ",
          "Answer: ",
          "final answer is $",
          "#### ",
          "I hope it is correct",
          "1,234",
          "1e999",
          "999999999",
          "π",
          "million",
          "\\mbox{ cm}");

  /** What a long thought may end with. */
  private static final int LONG = 60_000;

  /** Too short to be refused for its length, deep enough for any stack. */
  private static final int FEW = 3_300;

  private static List<Grader> graders() {
    return List.of(
        new StrictGrader(),
        new QwenGrader(QwenOptions.defaults()),
        BoxGrader.hendrycks(),
        BoxGrader.prm800k(),
        VerlGsm8kGrader.strict(),
        VerlGsm8kGrader.flexible(),
        new VerlDapoGrader());
  }

  static Stream<FuzzTarget> changed() {
    List<String> good = new ArrayList<>(ANSWERS);
    ANSWERS.forEach(
        answer -> good.add("So it is \\boxed{" + answer + "}. The answer is " + answer));
    return graders().stream()
        .map(
            grader ->
                FuzzTarget.text(
                    "answers to " + grader.name(), good, WORDS, text -> grade(grader, text)));
  }

  private static void grade(Grader grader, String text) {
    String gold = ANSWERS.get(Math.floorMod(text.hashCode(), ANSWERS.size()));
    Grade alone = grader.gradeAnswer(gold, text);
    Grade found = grader.gradeResponse(gold, text);
    assertFalse(alone.rule().isEmpty() || found.rule().isEmpty());
    if (alone.unparsable() && found.unparsable()) {
      throw new IllegalArgumentException("unparsable by " + alone.rule() + ", " + found.rule());
    }
  }

  @ParameterizedTest
  @MethodSource("changed")
  void changedAnswersAreGradedSoon(FuzzTarget target) throws Exception {
    assertTrue(Fuzzing.run(target).containsKey("read"));
  }

  /** Numbers of a size at which functions of high precision took minutes or did not end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\sin^{-1}(\\frac121e999)",
        "\\sqrt[3]{37219845612039845712304\\times 10^{177}}",
        "\\arctan(10^{-4000}x)",
        "\\ln(10^{-4900}x)",
        "\\sin(260+180i)"
      })
  void numbersOfAnySizeAreGradedSoon(String answer) throws Exception {
    for (String gold : ANSWERS) {
      Fuzzing.once(
          answer + " for " + gold, answer, text -> new StrictGrader().gradeAnswer(gold, text));
    }
  }

  static Stream<Grader> repeated() {
    return graders().stream();
  }

  @ParameterizedTest
  @MethodSource("repeated")
  void wordsRepeatedWithoutEndAreGradedSoon(Grader grader) throws Exception {
    for (String word : WORDS) {
      String text = word.repeat(LONG / word.length());
      String few = word.repeat(FEW / word.length());
      for (String whole : List.of(text, text + "\\boxed{5}", text + "!", few, "\\boxed{" + few)) {
        Fuzzing.once("repeated " + word + " to " + grader.name(), whole, t -> grade(grader, t));
      }
    }
  }
}
