package com.example.ideas;

import java.util.Map;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.Score;

/**
 * A perfect step earns all of its similarity, any other half; what another reward punishes stays.
 *
 * <p>value = similarity times factor, both parts of the score.
 *
 * @param similarity in [0, 1], below 0 for a broken format
 */
public record PerfectOrHalf(Reward similarity) implements Reward {
  @Override
  public Score score(String completion, String expert) {
    Score score = similarity.score(completion, expert);
    if (score.value() < 0) {
      return score;
    }
    double factor = score.value() == 1 ? 1 : 0.5;
    return new Score(
        score.value() * factor,
        score.verdict(),
        Map.of("similarity", score.value(), "factor", factor));
  }
}
