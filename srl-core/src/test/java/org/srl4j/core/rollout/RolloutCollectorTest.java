package org.srl4j.core.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutGroup;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.testing.ScriptedPolicy;

class RolloutCollectorTest {
  private static final RolloutPrompt A = new RolloutPrompt("a", "A", "");
  private static final RolloutPrompt B = new RolloutPrompt("b", "BB", "");
  private static final SamplingConfig SAMPLING = SamplingConfig.sampled(1, 10);

  /** Up to three turns; the prompt grows by each completion; "." ends a rollout. */
  private static final TurnProtocol STEPS =
      (first, done) -> {
        boolean over =
            done.size() == 3 || (!done.isEmpty() && done.get(done.size() - 1).equals("."));
        return over ? Optional.empty() : Optional.of(first + String.join("", done));
      };

  private static ScriptedPolicy seedPolicy() {
    return new ScriptedPolicy(100, (prompt, seed) -> Long.toString(seed & 0xFFFF));
  }

  @Test
  void groupsComeInTheOrderOfThePromptsWithGRollouts() {
    List<RolloutGroup> groups = single().collect(seedPolicy(), List.of(A, B), 3, 1);
    assertEquals(List.of(A, B), groups.stream().map(RolloutGroup::prompt).toList());
    assertEquals(List.of(3, 3), groups.stream().map(RolloutGroup::size).toList());
  }

  @Test
  void seedsDoNotDependOnTheOrderOrTheOtherPrompts() {
    List<RolloutGroup> both = single().collect(seedPolicy(), List.of(A, B), 3, 1);
    List<RolloutGroup> swapped = single().collect(seedPolicy(), List.of(B, A), 3, 1);
    List<RolloutGroup> alone = single().collect(seedPolicy(), List.of(B), 3, 1);
    assertEquals(texts(both.get(0)), texts(swapped.get(1)));
    assertEquals(texts(both.get(1)), texts(swapped.get(0)));
    assertEquals(texts(both.get(1)), texts(alone.get(0)));
  }

  @Test
  void aSmallerGroupIsThePrefixOfALargerOne() {
    List<String> four = texts(single().collect(seedPolicy(), List.of(A), 4, 1).get(0));
    List<String> two = texts(single().collect(seedPolicy(), List.of(A), 2, 1).get(0));
    assertEquals(four.subList(0, 2), two);
  }

  @Test
  void seedsDifferBetweenRolloutsPromptsAndRoots() {
    Set<Long> seeds = new HashSet<>();
    for (long root = 0; root < 3; root++) {
      for (RolloutGroup g : single().collect(seedPolicy(), List.of(A, B), 3, root)) {
        g.rollouts().forEach(r -> seeds.add(r.seed()));
      }
    }
    assertEquals(3 * 2 * 3, seeds.size());
  }

  @Test
  void aPromptThatOccursAgainGetsNewSeeds() {
    List<RolloutGroup> groups = single().collect(seedPolicy(), List.of(A, A), 2, 1);
    assertEquals(RolloutCollector.rolloutSeed(1, "a", 0), groups.get(0).rollouts().get(0).seed());
    assertEquals(RolloutCollector.rolloutSeed(1, "a", 2), groups.get(1).rollouts().get(0).seed());
  }

  @Test
  void theSeedIsTheDocumentedFunctionOfTheId() {
    // FNV-1a 64 of "a" is 0xaf63dc4c8601ec8c (reference vector of its authors)
    assertEquals(Seeds.derive(9, 0xAF63DC4C8601EC8CL, 4), RolloutCollector.rolloutSeed(9, "a", 4));
  }

  @Test
  void everyTurnHasASeedOfItsOwnDerivedFromTheRollouts() {
    ScriptedPolicy policy = new ScriptedPolicy(100, (prompt, seed) -> "x");
    Rollout rollout = steps().collect(policy, List.of(A), 1, 1).get(0).rollouts().get(0);
    for (int turn = 0; turn < 3; turn++) {
      long seed = policy.calls().get(turn).get(0).seed();
      assertEquals(Seeds.derive(rollout.seed(), turn), seed);
    }
  }

  @Test
  void liveRolloutsOfATurnAreSampledInOneCall() {
    // prompt A ends after its first turn, B goes on to three
    ScriptedPolicy policy = new ScriptedPolicy(100, (p, s) -> p.startsWith("A") ? "." : "x");
    List<RolloutGroup> groups = steps().collect(policy, List.of(A, B), 4, 1);
    assertEquals(List.of(8, 4, 4), policy.calls().stream().map(List::size).toList());
    assertEquals(1, groups.get(0).rollouts().get(0).turns().size());
    assertEquals("xxx", groups.get(1).rollouts().get(3).text());
    assertArrayEquals(
        new int[] {'B', 'B', 'x', 'x'}, groups.get(1).rollouts().get(0).turns().get(2).promptIds());
  }

  @Test
  void aRolloutWithoutRoomForItsNextTurnEndsAndIsTruncated() {
    // prompts of 2, 6 and 10 tokens; with maxLength 10 the third leaves no room
    ScriptedPolicy policy = new ScriptedPolicy(10, (prompt, seed) -> "xxxx");
    RolloutCollector collector = steps();
    Rollout rollout = collector.collect(policy, List.of(B), 1, 1).get(0).rollouts().get(0);
    assertEquals(2, rollout.turns().size());
    assertFalse(rollout.lastCompletion().isTruncated());
    assertTrue(collector.isTruncated(B, rollout));
  }

  @Test
  void aCutOffLastTurnIsTruncatedAndAFinishedRolloutIsNot() {
    RolloutCollector collector = single();
    ScriptedPolicy tooLong = new ScriptedPolicy(100, (prompt, seed) -> "01234567890");
    Rollout cut = collector.collect(tooLong, List.of(A), 1, 1).get(0).rollouts().get(0);
    Rollout whole = collector.collect(seedPolicy(), List.of(A), 1, 1).get(0).rollouts().get(0);
    assertTrue(collector.isTruncated(A, cut));
    assertFalse(collector.isTruncated(A, whole));
  }

  @Test
  void aFirstPromptWithoutRoomIsAnErrorThatNamesIt() {
    ScriptedPolicy policy = new ScriptedPolicy(2, (prompt, seed) -> "x");
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> single().collect(policy, List.of(A, B), 1, 1));
    assertTrue(e.getMessage().startsWith("prompt b: 2 tokens"), e.getMessage());
  }

  @Test
  void aProtocolWithoutAFirstTurnIsAnError() {
    RolloutCollector never = new RolloutCollector(SAMPLING, (first, done) -> Optional.empty());
    assertThrows(
        IllegalArgumentException.class, () -> never.collect(seedPolicy(), List.of(A), 1, 1));
  }

  @Test
  void textsDifferWithinAGroup() {
    List<String> texts = texts(single().collect(seedPolicy(), List.of(A), 2, 1).get(0));
    assertNotEquals(texts.get(0), texts.get(1));
  }

  private static RolloutCollector single() {
    return new RolloutCollector(SAMPLING, TurnProtocol.singleTurn());
  }

  private static RolloutCollector steps() {
    return new RolloutCollector(SAMPLING, STEPS);
  }

  private static List<String> texts(RolloutGroup group) {
    return group.rollouts().stream().map(Rollout::text).toList();
  }
}
