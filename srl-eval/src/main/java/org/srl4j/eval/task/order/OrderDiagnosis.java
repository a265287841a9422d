package org.srl4j.eval.task.order;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.task.Diagnostics;
import org.srl4j.eval.task.StepLoop;

/**
 * Reads one rollout line by line. A step is judged from the state the line before showed, right or
 * wrong, so one slip counts once; after a line that cannot be read there is no such state and the
 * next step does not count as executed.
 */
final class OrderDiagnosis {
  private static final Pattern ANSWER = Pattern.compile("A ([0-9]{" + DigitState.WIDTH + "})");

  private final List<OrderStep> expert;
  private OptionalInt state;
  private long steps;
  private long unparsable;
  private long executed;
  private long chosen;
  private boolean faithful;

  private OrderDiagnosis(int start, List<OrderStep> expert) {
    this.expert = expert;
    this.state = OptionalInt.of(start);
  }

  /** Counts of one rollout; {@code expert} are the right steps. */
  static Diagnostics of(OrderProblem problem, List<OrderStep> expert, List<String> turns) {
    OrderDiagnosis diagnosis = new OrderDiagnosis(problem.start(), expert);
    for (String turn : turns) {
      StepLoop.visible(turn).lines().filter(line -> !line.isBlank()).forEach(diagnosis::read);
    }
    return diagnosis.counts();
  }

  /** The last line of the form {@code A 30815} in the visible text. */
  static Optional<String> answer(String completion) {
    return StepLoop.visible(completion)
        .lines()
        .map(line -> ANSWER.matcher(line.strip()))
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .reduce((earlier, later) -> later);
  }

  /** Whether a line tries to be an answer, well formed or not. */
  static boolean isAnswer(String line) {
    return line.equals("A") || line.startsWith("A ");
  }

  private void read(String line) {
    if (isAnswer(line.strip())) {
      faithful =
          state.isPresent() && answer(line).equals(Optional.of(DigitState.text(state.getAsInt())));
      return;
    }
    steps++;
    Optional<OrderAction> action = OrderAction.parse(line);
    if (action.isEmpty()) {
      unparsable++;
      state = OptionalInt.empty();
      return;
    }
    if (state.isPresent() && action.get().isRightAfter(state.getAsInt())) {
      executed++;
    }
    if (isExperts(action.get())) {
      chosen++;
    }
    state = OptionalInt.of(action.get().result());
  }

  private boolean isExperts(OrderAction action) {
    return steps <= expert.size()
        && expert.get((int) steps - 1).instructions().equals(action.instructions());
  }

  private Diagnostics counts() {
    return new Diagnostics(1, steps, unparsable, executed, chosen, faithful ? 1 : 0);
  }
}
