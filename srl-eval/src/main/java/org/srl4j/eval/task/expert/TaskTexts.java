package org.srl4j.eval.task.expert;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.prepare.StepOptions;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.eval.ask.Asking;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.TextSegment;

/**
 * How the problems of a data set are asked, answered and judged.
 *
 * @param asking what is asked, in the form of the model
 * @param answering how answers are judged; empty where there are none, as for agents' attempts
 * @param instances which steps are learned from
 * @param stopStrings end a turn beside the end-of-turn token
 * @param tokenizer the model's, which counts tokens
 * @param limits lengths, none of them 0
 */
public record TaskTexts(
    Asking asking,
    Optional<Answering> answering,
    StepOptions instances,
    List<String> stopStrings,
    Tokenizer tokenizer,
    TextLimits limits) {

  /** Rejects missing parts. */
  public TaskTexts {
    Objects.requireNonNull(asking, "asking");
    Objects.requireNonNull(answering, "answering");
    Objects.requireNonNull(instances, "instances");
    stopStrings = List.copyOf(stopStrings);
    Objects.requireNonNull(tokenizer, "tokenizer");
    Objects.requireNonNull(limits, "limits");
  }

  /**
   * The longest lengths of the experts, for limits that a user leaves open.
   *
   * @param trajectories at least one
   * @param context of the policy, in tokens
   */
  public TextLimits measured(List<ExpertTrajectory> trajectories, int context) {
    int step = 1;
    int solution = 1;
    int turns = 1;
    for (ExpertTrajectory trajectory : trajectories) {
      turns = Math.max(turns, trajectory.steps().size());
      for (int i = 0; i < trajectory.steps().size(); i++) {
        step = Math.max(step, answer(TrajectoryDocuments.step(asking, trajectory, i)));
      }
      solution = Math.max(solution, answer(TrajectoryDocuments.solution(asking, trajectory)));
    }
    return new TextLimits(step, solution, turns, context);
  }

  /** Tokens that count in the loss, the end of the turn included. */
  private int answer(Demonstration shown) {
    return 1
        + shown.segments().stream()
            .filter(TextSegment::counted)
            .mapToInt(segment -> tokenizer.encode(segment.text()).length)
            .sum();
  }

  /** The same with other limits. */
  public TaskTexts within(TextLimits others) {
    return new TaskTexts(asking, answering, instances, stopStrings, tokenizer, others);
  }

  /** Why a problem's whole solution is not asked for; empty if it is. */
  Optional<String> faultOf(Problem problem) {
    if (answering.isEmpty()) {
      return Optional.of("there is no answer");
    }
    String fault = answering.get().faultOf(problem);
    return fault.isEmpty() ? tooLong(asking.solution(problem), 1) : Optional.of(fault);
  }

  /** Why a text and so many tokens after it are too long; empty if they are not. */
  Optional<String> tooLong(String text, int more) {
    int tokens = tokenizer.encode(text).length;
    return tokens + more <= limits.context()
        ? Optional.empty()
        : Optional.of(
            tokens + " + " + more + " tokens are more than limits.context, " + limits.context());
  }

  /** A way of drawing rollouts. */
  Decoding decoding(String name, TurnProtocol protocol, int tokens) {
    return new Decoding(name, protocol, stopStrings, tokens);
  }
}
