package org.srl4j.eval.grade.strict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.grade.Grade;

/**
 * Pairs that are unequal, and equal, by construction; more of them with -Dsrl4j.pairs=100000. All
 * that are graded wrongly are listed.
 */
class RandomPairsTest {
  private static final StrictGrader STRICT = new StrictGrader();
  private static final int PAIRS = Integer.getInteger("srl4j.pairs", 3000);
  private static final long SEED = Long.getLong("srl4j.pairs.seed", 17);

  @Test
  void pairsUnequalByConstructionAreNeverEqual() {
    assertEquals("", wrong(new UnequalPairs(SEED), false), "false positives");
  }

  @Test
  void pairsEqualByConstructionAreEqual() {
    assertEquals("", wrong(new EqualPairs(SEED), true), "false negatives");
  }

  private static String wrong(Supplier<RandomPair> source, boolean expected) {
    Map<String, List<String>> wrong = new TreeMap<>();
    int count = 0;
    for (int i = 0; i < PAIRS; i++) {
      RandomPair pair = source.get();
      Grade grade =
          pair.response()
              ? STRICT.gradeResponse(pair.gold(), pair.text())
              : STRICT.gradeAnswer(pair.gold(), pair.text());
      if (grade.equivalent() != expected) {
        count++;
        wrong
            .computeIfAbsent(pair.kind(), kind -> new ArrayList<>())
            .add(pair.gold() + "  @  " + pair.text().replace("\n", "⏎") + "  : " + grade.rule());
      }
    }
    StringBuilder lines = new StringBuilder(count == 0 ? "" : count + " of " + PAIRS + "\n");
    wrong.forEach(
        (kind, list) -> {
          lines.append(kind).append(": ").append(list.size()).append('\n');
          list.forEach(line -> lines.append("  ").append(line).append('\n'));
        });
    return lines.toString();
  }
}
