package org.srl4j.eval.task;

/**
 * What a policy's steps show beside the reward: whether it computes rightly and whether it chooses
 * as the expert does. Counts add up over rollouts.
 *
 * @param rollouts rollouts looked at
 * @param steps lines that should be steps: every visible line but the answer
 * @param unparsable steps that are not of the task's form; neither executed nor chosen
 * @param executed steps whose result is right, given the state before and the operations named
 * @param chosen steps with exactly the expert's operations at this place, in the expert's order
 * @param faithfulAnswers rollouts whose answer repeats the last state they showed
 */
public record Diagnostics(
    long rollouts, long steps, long unparsable, long executed, long chosen, long faithfulAnswers) {

  /** No rollout looked at; what a task without diagnostics returns. */
  public static final Diagnostics NONE = new Diagnostics(0, 0, 0, 0, 0, 0);

  /** Checks that the counts fit each other. */
  public Diagnostics {
    if (unparsable < 0
        || executed < 0
        || chosen < 0
        || Math.max(executed, chosen) + unparsable > steps) {
      throw new IllegalArgumentException(
          "executed and chosen: must be in [0, steps - unparsable], got executed "
              + executed
              + ", chosen "
              + chosen
              + ", unparsable "
              + unparsable
              + ", steps "
              + steps);
    }
    if (faithfulAnswers < 0 || faithfulAnswers > rollouts) {
      throw new IllegalArgumentException(
          "faithfulAnswers: must be in [0, rollouts], got " + faithfulAnswers + " of " + rollouts);
    }
  }

  /** The counts of both. */
  public Diagnostics plus(Diagnostics other) {
    return new Diagnostics(
        rollouts + other.rollouts,
        steps + other.steps,
        unparsable + other.unparsable,
        executed + other.executed,
        chosen + other.chosen,
        faithfulAnswers + other.faithfulAnswers);
  }

  /** Share of steps computed right, in [0, 1]; NaN without steps. */
  public double execution() {
    return (double) executed / steps;
  }

  /** Share of steps with the expert's operations, in [0, 1]; NaN without steps. */
  public double choice() {
    return (double) chosen / steps;
  }

  /** Share of rollouts whose answer repeats their last state, in [0, 1]; NaN without rollouts. */
  public double faithfulness() {
    return (double) faithfulAnswers / rollouts;
  }
}
