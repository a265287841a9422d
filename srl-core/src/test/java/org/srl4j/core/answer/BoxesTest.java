package org.srl4j.core.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoxesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a \\boxed{1} b \\boxed{2} | 2",
        "\\boxed{\\frac{1}{2}} | \\frac{1}{2}",
        "\\boxed{\\{1, 2\\}} | \\{1, 2\\}",
        "\\boxed{\\left\\{ 1 \\right.} | \\left\\{ 1 \\right.",
        "\\boxed {5} | 5",
        "\\fbox{5} | 5",
        "\\framebox{5} | 5",
        "\\boxed{\\boxed{7}} | 7",
        "\\boxed{\\fbox{\\boxed{7}}} | 7",
        "\\boxed{\\boxed{1} + 1} | \\boxed{1} + 1",
        "5. \\boxed{} | NONE",
        "\\boxed{4}, given as \\boxed{} | 4",
        "boxed{5} | 5", // the backslash got lost
        "'\u0008oxed{5}' | 5", // and here it became a backspace
        "I boxed the 5 | NONE",
        "\\boxedness 5 | NONE",
        "no box | NONE",
      })
  void theLastBoxThatHoldsSomethingIsTheAnswer(String text, String expected) {
    assertEquals(expected, Boxes.last(text).orElse("NONE"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "our answer is $\\boxed 2$. (The other is $\\frac12$.) | 2",
        "so $\\boxed \\frac{1}{2}$ | \\frac{1}{2}",
        "so \\[\\boxed 2^{10}\\] | 2^{10}",
        "so \\(\\boxed 25\\), not 26 | 25",
        "$$\\boxed -3.5$$ | -3.5",
        "$\\boxed 25.$ | 25",
        "$\\boxed x=3$ | x=3",
        "$\\boxed\\frac12$ | \\frac12",
        "\\boxed 2 is the largest root | 2",
        "\\boxed 1,000 of them | 1,000",
        "\\boxed \\frac{1}{2} of it | \\frac{1}{2}",
        "\\boxed \\sqrt{2}, roughly 1.4 | \\sqrt{2}",
        "$\\boxed 1$ or $\\boxed 2$ | 2",
        "\\boxed | NONE",
        "$\\boxed$ 5 | NONE",
      })
  void aBoxWithoutBracesEndsWithItsFormulaOrHoldsOneToken(String text, String expected) {
    assertEquals(expected, Boxes.last(text).orElse("NONE"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\boxed{72", "\\boxed{5} no, \\boxed{72", "$\\boxed{\\frac{7}{2", "\\boxed{\\}"})
  void aTextThatBreaksOffInItsBoxHasNone(String text) {
    assertTrue(Boxes.breaksOff(text));
    assertTrue(Boxes.last(text).isEmpty());
    assertEquals(List.of(), Boxes.lastRun(text));
  }

  @Test
  void aMissingBraceIsForgivenWhereTheFormulaEnds() {
    assertEquals("\\frac{1}{2}", Boxes.last("so $\\boxed{\\frac{1}{2}$.").orElseThrow());
    assertEquals("5", Boxes.last("so \\(\\boxed{5\\) and").orElseThrow());
  }

  @Test
  void boxesThatBelongTogetherAreOneRun() {
    assertEquals(List.of("1", "2"), Boxes.lastRun("$\\boxed 1$ and \\boxed{2}."));
    assertEquals(List.of("2"), Boxes.lastRun("$\\boxed 1$ but no, \\boxed{2}."));
    assertEquals(List.of("25"), Boxes.lastRun("we get $\\boxed{25}$ or $\\boxed 25$"));
  }

  /**
   * Four times the text takes about four times the work, sixteen times if it were quadratic;
   * processor time of the fastest of several runs, so that a busy machine does not matter.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\boxed ",
        "\\boxed 1 ",
        "\\boxed{1}",
        "\\boxed{1 $ ",
        "{",
        "\\boxed{",
        "#",
        "# "
      })
  void workGrowsWithTheLength(String part) {
    String text = part.repeat(1_500);
    double once = fastest(text);
    double fourTimes = fastest(text.repeat(4));
    assertTrue(fourTimes < 10 * once, part + ": " + fourTimes / once + " times the work");
  }

  private static double fastest(String text) {
    double least = Double.POSITIVE_INFINITY;
    for (int run = 0; run < 12; run++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Boxes.lastRun(text);
      Spoken.of(text);
      long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      least = Math.min(least, end - start);
    }
    return Math.max(least, 1e5); // below 0.1 ms nothing can be said
  }
}
