package org.srl4j.eval.task.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.srl4j.core.data.Seeds;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.DocumentSource;
import org.srl4j.eval.task.TextSegment;

/**
 * Base documents: problems solved in a uniformly random order, two operations a step, with the
 * intermediate states in the thinking. They teach to execute and the format of answers, and hold
 * nothing of any convention, so one base serves all conventions and data seeds.
 *
 * <p>The prompt and steps shown without thinking do not count in the loss; all else does.
 */
public final class PretrainingDocuments implements DocumentSource {
  private final long seed;
  private final PretrainingOptions options;

  /**
   * A stream.
   *
   * @param seed decides all documents
   * @param options their form
   */
  public PretrainingDocuments(long seed, PretrainingOptions options) {
    this.seed = seed;
    this.options = Objects.requireNonNull(options, "options");
  }

  @Override
  public Demonstration document(long index) {
    if (index < 0) {
      throw new IllegalArgumentException("index: must be at least 0, got " + index);
    }
    Random random = new Random(Seeds.derive(seed, index));
    OrderProblem problem = OrderProblem.draw(length(random), random);
    // A second draw of an order: the shown order and the order applied are independent.
    List<Instruction> applied = new ArrayList<>(problem.shown());
    Collections.shuffle(applied, random);
    List<OrderStep> steps = OrderStep.chain(problem.start(), applied);
    boolean[] bare = bare(steps.size(), random);
    List<TextSegment> segments = new ArrayList<>();
    segments.add(new TextSegment(problem.prompt(), false));
    for (OrderStep step : steps) {
      boolean hidden = bare[step.number() - 1];
      String text = hidden ? step.action() : step.think() + " " + step.action();
      segments.add(new TextSegment(text + "\n", !hidden));
    }
    int answer = steps.get(steps.size() - 1).result();
    segments.add(new TextSegment(OrderExpert.answerLine(DigitState.text(answer)), true));
    return new Demonstration("base-" + seed + "-" + index, segments);
  }

  private int length(Random random) {
    List<Integer> weights = options.lengthWeights();
    int rest = random.nextInt(weights.stream().mapToInt(Integer::intValue).sum());
    int length = 1;
    while (rest >= weights.get(length - 1)) {
      rest -= weights.get(length - 1);
      length++;
    }
    return length;
  }

  /** Which steps are shown without their thinking. */
  private boolean[] bare(int steps, Random random) {
    boolean[] bare = new boolean[steps];
    boolean prefix = random.nextDouble() < options.barePrefixShare();
    int shownBare = prefix ? 1 + random.nextInt(steps) : 0;
    for (int i = 0; i < steps; i++) {
      bare[i] = prefix ? i < shownBare : random.nextDouble() < options.thinkDropout();
    }
    return bare;
  }
}
