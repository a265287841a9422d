package org.srl4j.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.FinishReason;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Turn;
import org.srl4j.core.reward.block.MatchingBlock;

class StepSimilarityRewardTest extends RewardContract {

  private final StepSimilarityReward reward = new StepSimilarityReward();

  @Override
  protected Reward reward() {
    return reward;
  }

  @Override
  protected String reference() {
    return "1. comp rot -> 8714";
  }

  @Override
  protected String bestCompletion() {
    return "<think> comp : 4871 </think> 1. comp rot -> 8714\n";
  }

  @Override
  protected double lowest() {
    return -1;
  }

  @Override
  protected double highest() {
    return 1;
  }

  @Override
  protected double valueFromParts(Score score) {
    Map<String, Double> parts = score.parts();
    return score.verdict().equals("scored")
        ? 2 * parts.get("matched") / parts.get("total")
        : parts.get("format_penalty");
  }

  @Test
  void onlyTheActionIsScored() {
    // abcd against bcde: bcd matches, 2*3/8. The expert's words in the thinking earn nothing.
    Score score = reward.score("<think>bcde bcde</think> abcd ", " bcde\n");
    assertEquals(0.75, score.value());
    assertEquals("scored", score.verdict());
    assertEquals(Map.of("similarity", 0.75, "matched", 3.0, "total", 8.0), score.parts());
  }

  @Test
  void aThoughtThatThePromptOpenedIsPutBack() {
    Completion rest =
        new Completion(
            new int[] {1}, new float[] {0}, "a\n</think>\nabcd", FinishReason.END_OF_SEQUENCE);
    Rollout rollout = new Rollout(List.of(new Turn(new int[] {0}, rest)), 0);
    RolloutPrompt opened = new RolloutPrompt("p", "Question?\n<think>\n", "abcd");
    assertEquals(1, reward.score(opened, rollout).value());
    RolloutPrompt bare = new RolloutPrompt("p", "Question?\n", "abcd");
    assertEquals("missing_think", reward.score(bare, rollout).verdict());
  }

  @Test
  void predictionIsTheFirstArgument() {
    assertEquals(0.25, reward.score("<think>t</think>tide", "diet").value());
    assertEquals(0.5, reward.score("<think>t</think>diet", "tide").value());
  }

  @Test
  void brokenFormatCostsThePenaltyAndNamesTheRule() {
    Score score = reward.score("bcde", "bcde");
    assertEquals(new Score(-1, "missing_think", Map.of("format_penalty", -1.0)), score);
    StepSimilarityReward mild =
        new StepSimilarityReward(new SequenceMatcherSimilarity(), new FormatGate(), -0.25);
    assertEquals(-0.25, mild.score("<think></think>bcde", "bcde").value());
  }

  @Test
  void explanationShowsGateAndBlocks() {
    StepSimilarityReward.Explanation explanation = reward.explain("<think>t</think> abxcd", "abcd");
    assertEquals(new FormatGate.Parsed(FormatGate.Verdict.OK, "t", "abxcd"), explanation.parsed());
    assertEquals(
        List.of(new MatchingBlock(0, 0, 2), new MatchingBlock(3, 2, 2)), explanation.blocks());
    assertEquals(List.of(), reward.explain("abcd", "abcd").blocks());
  }

  @Test
  void otherSimilaritiesFit() {
    StepSimilarityReward jaccard =
        new StepSimilarityReward(Similarities.jaccard(Granularity.TOKENS), new FormatGate(), -1);
    // add x | add y: 1 of 3 words
    Score score = jaccard.score("<think>t</think>add x", "add y");
    assertEquals(1.0 / 3, score.value());
    assertEquals(Map.of("similarity", 1.0 / 3), score.parts());
  }

  @Test
  void blankReferenceAndPositivePenaltyAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> reward.score("<think>t</think>a", " \n"));
    Similarity similarity = new SequenceMatcherSimilarity();
    FormatGate gate = new FormatGate();
    for (double penalty : new double[] {0.1, Double.NaN, Double.NEGATIVE_INFINITY}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new StepSimilarityReward(similarity, gate, penalty));
    }
  }
}
