package org.srl4j.eval.cli.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.eval.cli.Ran;

class ScoreCommandTest {
  /** ("tide", "diet") shares 1 of 4 and 4 characters: 2/8; the other way round 2 of each: 4/8. */
  private static final String PAIRS =
      "{\"a\":\"tide\",\"b\":\"diet\"}\n{\"a\":\"diet\",\"b\":\"tide\"}\n";

  /** 400 characters, shifted by one: every character is popular, so autojunk matches nothing. */
  private static final String LONG =
      "{\"a\":\"" + "ab".repeat(200) + "\",\"b\":\"" + "b" + "ab".repeat(199) + "a\"}\n";

  @Test
  void scoresComeInOrderAndNothingElse() {
    Ran ran = Ran.commandOn(PAIRS, "score");
    assertEquals(0, ran.exitCode());
    assertEquals("{\"score\":0.25}\n{\"score\":0.5}\n", ran.out());
    assertEquals("", ran.err());
  }

  @Test
  void autojunkIsOnAsInDifflibUnlessSwitchedOff() {
    // 399 of 400 characters match: 2 * 399 / 800 = 0.9975
    assertEquals("{\"score\":0.0}\n", Ran.commandOn(LONG, "score").out());
    assertEquals("{\"score\":0.0}\n", Ran.commandOn(LONG, "score", "--autojunk").out());
    assertEquals("{\"score\":0.9975}\n", Ran.commandOn(LONG, "score", "--no-autojunk").out());
  }

  @Test
  void tokensComparesWords() {
    // words "x y z" and "x y w": 2 of 3 and 3 match: 4/6
    String pair = "{\"a\":\"x y z\",\"b\":\"x y w\"}";
    assertEquals(
        "{\"score\":0.6666666666666666}\n", Ran.commandOn(pair, "score", "--tokens").out());
  }

  @Test
  void explainAddsBlocksAndParts() {
    String line = Ran.commandOn(PAIRS, "score", "--explain").out().lines().toList().get(1);
    assertEquals(
        "{\"score\":0.5,\"blocks\":[[0,2,1],[2,3,1]],"
            + "\"parts\":{\"matched\":2.0,\"similarity\":0.5,\"total\":8.0}}",
        line);
  }

  @ParameterizedTest
  @CsvSource({
    "levenshtein, 0.0", // tide, diet: all four differ by place, 4 edits
    "lcs, 0.5", // the subsequence "de" or "ie"
    "jaccard, 1.0"
  })
  void otherMetricsAreKnown(String metric, double first) {
    Ran ran = Ran.commandOn(PAIRS, "score", "--metric", metric);
    assertEquals(0, ran.exitCode(), ran.err());
    String line = ran.out().lines().findFirst().orElseThrow();
    assertEquals(first, Double.parseDouble(line.replaceAll("[^0-9.]", "")), 0.26, line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"x\"}",
        "{\"a\":1,\"b\":\"x\"}",
        "not json",
        "[]",
        "",
        "{} {}",
        "{\"a\":"
      })
  void badLineIsNamedAndEarlierScoresStay(String bad) {
    Ran ran = Ran.commandOn(PAIRS + bad + "\n" + PAIRS, "score");
    assertEquals(2, ran.exitCode());
    assertEquals("{\"score\":0.25}\n{\"score\":0.5}\n", ran.out());
    assertTrue(ran.err().startsWith("srl: stdin:3: "), ran.err());
  }

  @Test
  void nothingToScoreIsAnError() {
    Ran ran = Ran.commandOn("", "score");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("stdin: holds no pair"), ran.err());
  }

  @Test
  void unknownMetricListsTheKnown() {
    Ran ran = Ran.commandOn("", "score", "--metric", "bleu");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("levenshtein"), ran.err());
  }

  @Test
  void autojunkIsForSequenceMatcherOnly() {
    Ran ran = Ran.commandOn("", "score", "--metric", "lcs", "--autojunk");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("only sequence-matcher"), ran.err());
  }

  @ParameterizedTest
  @CsvSource({"0.002, 0.002", "1, 1.0", "0, 0.0", "0.1, 0.1", "1e-7, 1.0E-7", "0.25, 0.25"})
  void numbersArePrintedShortest(double value, String text) {
    assertEquals(text, ScoreCommand.shortest(value));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.0 / 3, 2.0 / 3, 6.0 / 7, 0.30000000000000004, 2e-3, 123.0 / 1000})
  void numbersReadBackToTheSameBits(double value) {
    assertEquals(value, Double.parseDouble(ScoreCommand.shortest(value)));
  }
}
