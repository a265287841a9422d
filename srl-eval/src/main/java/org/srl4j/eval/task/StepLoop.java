package org.srl4j.eval.task;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.srl4j.core.rollout.TurnProtocol;

/**
 * Step loop: every turn's prompt is the problem followed by the policy's own past actions, with the
 * thinking removed, each followed by the environment's answer if there is one. So the prompts have
 * the form of SRL's training prompts (SRL §4.2, arXiv:2510.25992v1), where only the expert's
 * actions precede a step.
 *
 * <p>An action is the {@linkplain #visible visible text} of a completion. The rollout is over as
 * soon as the last completion's action
 *
 * <ul>
 *   <li>is an answer, or
 *   <li>is blank: the thinking was never closed or nothing followed it, so the next prompt would be
 *       the same again, or
 *   <li>does not end with a newline: the end-of-sequence token or the length limit cut it,
 * </ul>
 *
 * or after {@code maxTurns} turns. A completion without any thinking is not malformed here: all of
 * it is the action, as policies trained on outlines answer. Rewards may judge the format more
 * strictly.
 */
public final class StepLoop implements TurnProtocol {
  private static final Pattern THINK = Pattern.compile("(?s)[^\\n]*?<think>.*?(?:</think> ?|\\z)");
  private static final Pattern STRAY_END = Pattern.compile("[^\\n]*</think> ?");

  private final int maxTurns;
  private final Predicate<String> isAnswer;
  private final Environment environment;

  /**
   * A loop in which nothing answers.
   *
   * @param maxTurns limit on turns, answer included; at least 1
   * @param isAnswer whether an action is the final answer; gets it without surrounding blanks
   */
  public StepLoop(int maxTurns, Predicate<String> isAnswer) {
    this(maxTurns, isAnswer, Environment.SILENT);
  }

  /**
   * A loop in which the environment's answer follows each action.
   *
   * @param maxTurns limit on turns, answer included; at least 1
   * @param isAnswer whether an action ends the rollout; gets it without surrounding blanks
   * @param environment answers actions
   */
  public StepLoop(int maxTurns, Predicate<String> isAnswer, Environment environment) {
    if (maxTurns < 1) {
      throw new IllegalArgumentException("maxTurns: must be at least 1, got " + maxTurns);
    }
    this.maxTurns = maxTurns;
    this.isAnswer = Objects.requireNonNull(isAnswer, "isAnswer");
    this.environment = Objects.requireNonNull(environment, "environment");
  }

  @Override
  public Optional<String> nextPrompt(String firstPrompt, List<String> completions) {
    String opening = firstPrompt + environment.opening(firstPrompt);
    if (completions.isEmpty()) {
      return Optional.of(opening);
    }
    List<String> actions = completions.stream().map(StepLoop::visible).toList();
    String last = actions.get(actions.size() - 1);
    boolean over =
        completions.size() >= maxTurns
            || last.isBlank()
            || !last.endsWith("\n")
            || isAnswer.test(last.strip());
    if (over) {
      return Optional.empty();
    }
    List<String> observations = environment.observations(firstPrompt, actions);
    StringBuilder prompt = new StringBuilder(opening);
    for (int i = 0; i < actions.size(); i++) {
      prompt.append(actions.get(i)).append(observations.get(i));
    }
    return Optional.of(prompt.toString());
  }

  /**
   * A text without its thinking. Removed is whatever stands on a line before {@code <think>}, all
   * up to the next {@code </think>} and one blank after it; without a {@code </think>} all to the
   * end; and before a {@code </think>} that was never opened, the line up to it. So of one
   * completion the text after its last {@code </think>} is left, and what is left can always be
   * tokenised.
   *
   * @param text one completion, or a whole solution
   * @return what is left, unchanged otherwise
   */
  public static String visible(String text) {
    return STRAY_END.matcher(THINK.matcher(text).replaceAll("")).replaceAll("");
  }
}
