package org.srl4j.eval.grade.strict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Pairs of our own, pinned; what they said before anything was mended is in docs/graders.md. */
class FreshCasesTest {

  private static void check(String name, int cases, Set<String> positives, Set<String> negatives)
      throws IOException {
    assertEquals(
        new GradedCases(cases, new TreeSet<>(positives), new TreeSet<>(negatives)),
        GradedCases.ofResource(name));
  }

  @Test
  void pairsUsedWhileMendingAreAllRight() throws IOException {
    check("fresh-development.jsonl", 355, Set.of(), Set.of());
  }

  @Test
  void pairsHeldOutAreRight() throws IOException {
    check("fresh-held-out.jsonl", 207, Set.of(), Set.of());
  }

  @Test
  void pairsWrittenAfterAllMendingAreRight() throws IOException {
    check("fresh-final.jsonl", 80, Set.of(), Set.of());
  }

  @Test
  void pairsOnPowersTimesQualifiersChoicesAndTurnsAreRight() throws IOException {
    check("fresh-rules.jsonl", 197, Set.of(), Set.of());
  }
}
