package com.example.ideas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.RewardContract;
import org.srl4j.core.reward.Score;
import org.srl4j.core.reward.StepSimilarityReward;

class PerfectOrHalfTest extends RewardContract {
  @Override
  protected Reward reward() {
    return new PerfectOrHalf(new StepSimilarityReward());
  }

  @Override
  protected String reference() {
    return "add 3";
  }

  @Override
  protected String bestCompletion() {
    return "<think>three</think>add 3";
  }

  @Override
  protected double lowest() {
    return StepSimilarityReward.PAPER_FORMAT_PENALTY;
  }

  @Override
  protected double highest() {
    return 1;
  }

  @Override
  protected double valueFromParts(Score score) {
    return score.value() < 0
        ? score.value()
        : score.parts().get("similarity") * score.parts().get("factor");
  }

  @Test
  void oneWrongCharacterCostsHalfAndMore() {
    // "add 4" and "add 3" share "add ": similarity 2 * 4 / 10 = 0.8, times one half
    assertEquals(0.4, reward().score("<think>t</think>add 4", reference()).value());
  }
}
