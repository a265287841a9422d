package org.srl4j.eval.task.expert;

/**
 * Where sampling ends, and what is too long to be asked.
 *
 * @param stepTokens tokens of one turn, thinking included; 0 = those of the longest expert step
 *     with the thinking of base documents
 * @param solutionTokens tokens of a whole solution; 0 = those of the longest expert's
 * @param turns turns of a step loop; 0 = as many as the longest expert's
 * @param context longest sequence of training, prompt and completion, in tokens; 0 = what the
 *     policy can hold
 */
public record TextLimits(int stepTokens, int solutionTokens, int turns, int context) {

  /** Checks ranges. */
  public TextLimits {
    if (stepTokens < 0 || solutionTokens < 0 || turns < 0 || context < 0) {
      throw new IllegalArgumentException(
          "stepTokens, solutionTokens, turns, context: must be at least 0, got "
              + stepTokens
              + ", "
              + solutionTokens
              + ", "
              + turns
              + ", "
              + context);
    }
  }

  /** All as the data and the policy have it. */
  public static TextLimits defaults() {
    return new TextLimits(0, 0, 0, 0);
  }

  /** The same with what is 0 taken from others. */
  public TextLimits or(TextLimits others) {
    return new TextLimits(
        stepTokens == 0 ? others.stepTokens : stepTokens,
        solutionTokens == 0 ? others.solutionTokens : solutionTokens,
        turns == 0 ? others.turns : turns,
        context == 0 ? others.context : Math.min(context, others.context));
  }
}
