package org.srl4j.core.train.source;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.Turn;
import org.srl4j.core.reward.Score;

/**
 * What a rollout is worth that a length limit ended, or that came near the limit. The only place
 * where it is decided: rewards see texts and know nothing of limits.
 *
 * <p>The paper does not say it. The default is what TRL and verl do: the text is scored like any
 * other, and trained on. A text that was cut off in its thinking breaks the format anyway.
 *
 * @param reward whether the text counts, or the penalty
 * @param penalty the reward of a truncated rollout where {@code reward} is {@code penalty}; finite
 * @param maskTruncatedCompletions TRL's {@code mask_truncated_completions}: no token of a truncated
 *     rollout counts in the loss; its reward still counts in its group's mean and std
 * @param softPunishCache tokens below the limit of a turn from which length is punished (TRL's
 *     name; DAPO, arXiv:2503.14476, eq. 13); 0 = off
 */
public record Truncation(
    Reward reward, double penalty, boolean maskTruncatedCompletions, int softPunishCache) {
  /** Name of the punishment among a score's parts. */
  static final String OVERLONG = "overlong";

  /** The verdict on a truncated rollout that gets the penalty. */
  static final String TRUNCATED = "truncated";

  private static final double DEFAULT_PENALTY = -1;

  /** What a truncated rollout is rewarded with. */
  public enum Reward {
    /** What its text deserves. */
    TEXT,
    /** The penalty, with the verdict {@code truncated}. */
    PENALTY
  }

  /** Checks ranges. */
  public Truncation {
    Objects.requireNonNull(reward, "reward");
    if (!Double.isFinite(penalty)) {
      throw new IllegalArgumentException("penalty: must be finite, got " + penalty);
    }
    if (softPunishCache < 0) {
      throw new IllegalArgumentException(
          "softPunishCache: must be at least 0 tokens (0 = off), got " + softPunishCache);
    }
  }

  /** Scored and trained on like any other. */
  public static Truncation defaults() {
    return new Truncation(Reward.TEXT, DEFAULT_PENALTY, false, 0);
  }

  /** Whether a truncated rollout gets the penalty instead of what its text deserves. */
  boolean punishes() {
    return reward == Reward.PENALTY;
  }

  Score penaltyScore() {
    return new Score(penalty, TRUNCATED, Map.of("truncation_penalty", penalty));
  }

  /**
   * The score with the punishment of the longest turn added: value and part {@code overlong}.
   *
   * @param limit tokens of a turn at most
   */
  Score punished(Score score, Rollout rollout, int limit) {
    if (softPunishCache == 0) {
      return score;
    }
    int longest =
        rollout.turns().stream().map(Turn::completion).mapToInt(c -> c.length()).max().orElse(0);
    double punishment = punishment(longest, limit);
    Map<String, Double> parts = new TreeMap<>(score.parts());
    parts.put(OVERLONG, punishment);
    return new Score(score.value() + punishment, score.verdict(), parts);
  }

  /**
   * DAPO's eq. 13.
   *
   * @param length tokens of a completion
   * @param limit L_max, tokens
   * @return 0 up to {@code limit - softPunishCache} tokens, then falling by 1 / softPunishCache a
   *     token to -1 at the limit, and -1 beyond
   */
  double punishment(int length, int limit) {
    int free = limit - softPunishCache;
    if (softPunishCache == 0 || length <= free) {
      return 0;
    }
    return length <= limit ? (double) (free - length) / softPunishCache : -1;
  }
}
