package org.srl4j.eval.task.expert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.core.answer.Spoken;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.eval.ask.Asking;

/**
 * A step per turn, each asked for as in training: the problem and the policy's own steps so far,
 * without what it thought. A step may have several lines; its turn ends with the end-of-turn token.
 *
 * <p>It is over when a step states an answer, when nothing is left of a turn without its thinking,
 * or after {@code maxTurns}.
 */
final class StepTurns implements TurnProtocol {
  private static final String OPEN = "<think>";
  private static final String CLOSE = "</think>";

  private final Asking asking;
  private final Map<String, Problem> byPrompt;
  private final int maxTurns;

  /**
   * A protocol.
   *
   * @param asking asks for steps
   * @param byPrompt the problems by the prompts of their whole solutions, with which rollouts begin
   * @param maxTurns limit on turns, at least 1
   */
  StepTurns(Asking asking, Map<String, Problem> byPrompt, int maxTurns) {
    this.asking = asking;
    this.byPrompt = byPrompt;
    this.maxTurns = maxTurns;
  }

  @Override
  public Optional<String> nextPrompt(String firstPrompt, List<String> completions) {
    Problem problem = byPrompt.get(firstPrompt);
    if (problem == null) {
      throw new IllegalArgumentException("firstPrompt: asks none of this task's problems");
    }
    List<Step> steps = new ArrayList<>();
    String prompt = asking.step(problem, steps);
    for (String completion : completions) {
      String action = action(prompt, completion);
      if (action.isEmpty()) {
        return Optional.empty();
      }
      steps.add(new Step(steps.size() + 1, action));
      prompt = asking.step(problem, steps);
    }
    boolean over =
        steps.size() >= maxTurns
            || !steps.isEmpty() && Answering.isStated(steps.get(steps.size() - 1).text());
    return over ? Optional.empty() : Optional.of(prompt);
  }

  /** What a turn says after its thinking; empty if it only thought. */
  static String action(String prompt, String completion) {
    String text = Spoken.openedBy(prompt) + completion;
    int closed = text.lastIndexOf(CLOSE);
    String said = closed < 0 ? text : text.substring(closed + CLOSE.length());
    int open = said.indexOf(OPEN);
    return (open < 0 ? said : said.substring(0, open)).strip();
  }
}
