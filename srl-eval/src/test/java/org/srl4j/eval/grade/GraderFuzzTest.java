package org.srl4j.eval.grade;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srl4j.eval.grade.ported.BoxGrader;
import org.srl4j.eval.grade.ported.VerlDapoGrader;
import org.srl4j.eval.grade.ported.VerlGsm8kGrader;
import org.srl4j.eval.grade.qwen.QwenGrader;
import org.srl4j.eval.grade.qwen.QwenOptions;

/**
 * Mutated answers: no exception and no slow pair. {@code -Dsrl4j.graderFuzz=100000} makes it large.
 */
class GraderFuzzTest {
  private static final int PAIRS = Integer.getInteger("srl4j.graderFuzz", 2000);
  private static final double SLOWEST_SECONDS = 1;

  private static final List<String> SEEDS =
      List.of(
          "\\frac{1}{2}",
          "1\\frac{8}{91}",
          "(0,1]",
          "\\{1,2\\}",
          "x^2+2x+1",
          "\\sqrt[3]{5}",
          "10{,}000",
          "4.5\\times 10^{33}",
          "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
          "f(x+1)",
          "\\text{two hundred}",
          "25\\%",
          "90^\\circ",
          "x \\in [0,\\infty)",
          "\\log_{10} 28",
          "\\sin^{-1}(\\frac12)",
          "-1<x<2",
          "y=2x+3",
          "\\binom{10}{5}",
          "2004!",
          "|x-3|",
          "3 miles",
          "\\boxed{5}",
          "12:30 p.m.",
          "final answer is $7$. I hope",
          "Answer: 5",
          "#### 1,234",
          "7 3/4",
          "2^{1000}",
          "\\infty",
          "１２",
          "$5.00",
          "a_{n+1}",
          "\\left( x \\right)^{2}");

  private static final List<String> PIECES =
      List.of(
          "{", "}", "(", ")", "[", "]", "^", "_", "\\", "\\\\", "$", ",", ".", "-", "+", "=", "/",
          "0", "9", "x", "d", "i", "j", " ", "\n", "!", "|", "&", "\\frac", "\\sqrt", "\\text{",
          "\\boxed", "inf", "e", "%", "\\cdot", "°", "π", "\ud83d", "**", "million");

  static List<Grader> graders() {
    return List.of(
        new QwenGrader(QwenOptions.defaults()),
        BoxGrader.hendrycks(),
        BoxGrader.prm800k(),
        VerlGsm8kGrader.strict(),
        VerlGsm8kGrader.flexible(),
        new VerlDapoGrader());
  }

  @ParameterizedTest
  @MethodSource("graders")
  void mutatedAnswersNeitherThrowNorTakeLong(Grader grader) {
    Random random = new Random(20251125);
    long slowest = 0;
    String slowestPair = "";
    for (int i = 0; i < PAIRS; i++) {
      String gold = seed(random);
      String answer = mutated(random.nextInt(4) == 0 ? gold : seed(random), random);
      long start = System.nanoTime();
      Grade alone = grader.gradeAnswer(gold, answer);
      Grade inText =
          grader.gradeResponse(gold, "Then \\boxed{" + answer + "} is it. Answer: " + answer);
      long nanos = (System.nanoTime() - start) / 2;
      assertTrue(alone.rule().length() > 0 && inText.rule().length() > 0);
      if (nanos > slowest && i > 0) {
        slowest = nanos;
        slowestPair = gold + " against " + answer;
      }
    }
    String pair = slowestPair;
    double seconds = slowest / 1e9;
    System.getLogger("fuzz")
        .log(System.Logger.Level.INFO, grader.name() + ": slowest " + seconds + " s: " + pair);
    assertTrue(seconds < SLOWEST_SECONDS, () -> seconds + " s: " + pair);
  }

  private static String seed(Random random) {
    return SEEDS.get(random.nextInt(SEEDS.size()));
  }

  private static String mutated(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
      int at = random.nextInt(out.length() + 1);
      switch (random.nextInt(5)) {
        case 0 -> out.delete(at, Math.min(out.length(), at + 1 + random.nextInt(3)));
        case 1 -> out.insert(at, seed(random));
        case 2 ->
            out.insert(at, PIECES.get(random.nextInt(PIECES.size())).repeat(random.nextInt(60)));
        case 3 -> out.append(out.substring(0, at));
        default -> out.insert(at, PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return out.toString();
  }
}
