package org.srl4j.core.train.source;

import java.util.Objects;
import org.srl4j.core.reward.RolloutReward;

/**
 * What the turns of a rollout are credited with. G rollouts per group, turn t of rollout i; A(x) is
 * the method's advantage estimator on an array of rewards.
 *
 * <table>
 *   <caption>Advantage of the tokens of turn t of rollout i</caption>
 *   <tr><th>credit</th><th>advantage</th></tr>
 *   <tr><td>WHOLE</td><td>A(r)_i, r the rewards of the G rollouts; the same for all turns</td></tr>
 *   <tr><td>EACH</td><td>A(R_t)_i, R_t the returns from turn t of those rollouts of the group that
 *       have a turn t</td></tr>
 *   <tr><td>BOTH</td><td>A(r)_i + weight · A(R_t)_i</td></tr>
 * </table>
 *
 * <p>The return from turn t is {@code s_t + discount · s_{t+1} + ...}, s the turn rewards of that
 * rollout; with the default discount 0 a turn is credited with its own reward alone. The reward of
 * turn t is that of the rollout as if it had ended with it.
 *
 * <p>Turns are compared with the same turn of other rollouts, never summed over turns: a baseline
 * with a term for each later turn would pay a rollout for its number of turns. A turn that only one
 * rollout reached has no contrast and gets 0.
 *
 * @param credit which rewards count
 * @param reward scores a rollout that ends with the turn in question; not asked by WHOLE
 * @param weight of the turns' advantage in BOTH; at least 0
 * @param discount of later turns' rewards, in [0, 1]; 0 = none
 */
public record TurnCredit(Credit credit, RolloutReward reward, double weight, double discount) {

  /** Which rewards count. */
  public enum Credit {
    /** The rollout's: every turn has its advantage; the default. */
    WHOLE,
    /** The turn's own. */
    EACH,
    /** The sum of both advantages. */
    BOTH
  }

  /** Checks ranges. */
  public TurnCredit {
    Objects.requireNonNull(credit, "credit");
    Objects.requireNonNull(reward, "reward");
    if (!(weight >= 0 && Double.isFinite(weight))) {
      throw new IllegalArgumentException("weight: must be at least 0, got " + weight);
    }
    if (!(discount >= 0 && discount <= 1)) {
      throw new IllegalArgumentException("discount: must be in [0, 1], got " + discount);
    }
  }

  /** Every turn has its rollout's advantage. */
  public static TurnCredit whole() {
    return whole(
        (prompt, rollout) -> {
          throw new IllegalStateException("turns: whole rollouts have no reward of single turns");
        });
  }

  /** The same, with a reward for those who ask for another credit. */
  public static TurnCredit whole(RolloutReward reward) {
    return new TurnCredit(Credit.WHOLE, reward, 1, 0);
  }

  /** The same with another reward of turns. */
  public TurnCredit withReward(RolloutReward other) {
    return new TurnCredit(credit, other, weight, discount);
  }

  /** Whether single turns are scored. */
  public boolean byTurn() {
    return credit != Credit.WHOLE;
  }

  /** Whether the whole rollout's reward reaches the gradient. */
  boolean countsWhole() {
    return credit != Credit.EACH;
  }
}
