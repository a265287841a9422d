package org.srl4j.eval.grade.strict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.grade.Grade;

/** Seeded mutations of answers; more of them with -Dsrl4j.fuzz.answers=100000. */
class StrictFuzzTest {
  private static final StrictGrader STRICT = new StrictGrader();
  private static final int ANSWERS = Integer.getInteger("srl4j.fuzz.answers", 2000);
  private static final int MAX_LENGTH = 6000;

  /** Ten times what the slowest of 100,000 took, for slow machines under load. */
  private static final long MAX_NANOS = 10_000_000_000L;

  private static final List<String> SEEDS =
      List.of(
          "\\frac{3\\sqrt{3}}{4}",
          "x^2+2x+1",
          "(-\\infty,2)\\cup(3,\\infty)",
          "1\\pm\\sqrt{19}",
          "\\begin{pmatrix} 1/5 \\\\ -18/5 \\end{pmatrix}",
          "\\{1,2,3\\}",
          "4.5\\times10^{33}",
          "1,234",
          "\\sin^2 x",
          "\\$18.90",
          "90^\\circ",
          "204_5",
          "\\text{Evelyn}",
          "x \\le 3",
          "\\frac{1}{2004!}",
          "e^{i\\pi}",
          "10 \\text{ cm}^2",
          "7 3/4",
          "\\boxed{5}",
          "3:4",
          "The answer is 5.",
          "\\log_2 8",
          "2^{100}",
          "\\sqrt[3]{2}",
          "|x-1|",
          "f(x)=2x");

  private static final List<String> PARTS =
      List.of(
          "\\frac",
          "{",
          "}",
          "(",
          ")",
          "[",
          "]",
          "^",
          "_",
          "\\sqrt",
          "\\left",
          "$",
          "\\boxed{",
          "|",
          "!",
          "e",
          "10^",
          "\\sin",
          "\\log_",
          "-",
          "/",
          ",",
          "\\pm",
          "=",
          "<",
          "\\text{",
          "\\begin{pmatrix}",
          "\\end{pmatrix}",
          "&",
          "\\\\",
          "\\{",
          "%",
          "x",
          "\\pi",
          "i",
          "999999999",
          "1e999",
          "…",
          "\u0000",
          "𝟙",
          "\\infty",
          "\\cup",
          " and ",
          "^{^{",
          "\\",
          "answer is ");

  private static String mutated(Random random) {
    StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
    int changes = 1 + random.nextInt(random.nextInt(10) == 0 ? 40 : 4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(8));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(at, end);
        case 1, 2 -> text.insert(at, PARTS.get(random.nextInt(PARTS.size())));
        case 3 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(3)));
        default -> text.insert(at, SEEDS.get(random.nextInt(SEEDS.size())));
      }
      text.setLength(Math.min(text.length(), MAX_LENGTH));
    }
    return text.toString();
  }

  @Test
  void everyMutatedAnswerIsGradedSoonAndWithoutAnException() {
    Random random = new Random(7);
    for (int i = 0; i < ANSWERS; i++) {
      String gold = SEEDS.get(random.nextInt(SEEDS.size()));
      String answer = mutated(random);
      long start = System.nanoTime();
      Grade grade =
          i % 2 == 0 ? STRICT.gradeAnswer(gold, answer) : STRICT.gradeResponse(gold, answer);
      long nanos = System.nanoTime() - start;
      assertTrue(nanos < MAX_NANOS, () -> nanos / 1e9 + " s for " + gold + " and " + answer);
      assertTrue(!grade.rule().isEmpty());
    }
  }

  @Test
  void gradesDoNotDependOnWhatWasGradedBefore() {
    Grade first = STRICT.gradeAnswer("\\sqrt{8}", "2\\sqrt{2}");
    for (int i = 0; i < 50; i++) {
      STRICT.gradeAnswer(SEEDS.get(i % SEEDS.size()), SEEDS.get((i + 1) % SEEDS.size()));
    }
    assertEquals(first, STRICT.gradeAnswer("\\sqrt{8}", "2\\sqrt{2}"));
  }
}
