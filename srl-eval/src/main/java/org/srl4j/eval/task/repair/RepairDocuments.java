package org.srl4j.eval.task.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.srl4j.core.data.Seeds;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.DocumentSource;
import org.srl4j.eval.task.TextSegment;

/**
 * Base documents: attempts whose repairs are chosen uniformly at random, with the trace in the
 * thinking. They teach the commands and the arithmetic, and hold nothing of any convention. Half
 * find their files, half are given them.
 *
 * <p>Prompts, the environment's answers and turns shown without thinking do not count in the loss.
 *
 * @param seed decides the whole stream
 */
record RepairDocuments(long seed) implements DocumentSource {
  /** Relative frequency of 1, 2, ... broken routines. */
  private static final int[] WEIGHTS = {5, 2, 1, 1, 1, 4};

  /** Edits with their thinking in a row; with more a document would leave the context. */
  private static final int MOST_EDITS = 4;

  /** Of attempts that begin somewhere behind turns without thinking, as a step loop's do. */
  private static final double BARE_SHARE = 0.5;

  @Override
  public Demonstration document(long index) {
    if (index < 0) {
      throw new IllegalArgumentException("index: must be at least 0, got " + index);
    }
    Random random = new Random(Seeds.derive(seed, index));
    int broken = broken(random);
    // A convention of its own for each document: which line is broken tells nothing.
    RepairConvention convention = RepairConvention.ofSeed(random.nextLong());
    RepairProblem problem = RepairProblem.draw(broken, convention, random).problem();
    boolean oracle = random.nextBoolean();
    List<RepairScript.Turn> turns =
        oracle
            ? RepairScript.oracle(problem, routine -> random.nextInt(routine.lines().size()))
            : RepairScript.endToEnd(problem, routine -> random.nextInt(routine.lines().size()));
    int bare = random.nextDouble() < BARE_SHARE ? 1 + random.nextInt(turns.size() - 1) : 0;
    int end = Math.min(turns.size(), bare + (oracle ? MOST_EDITS : 2 * MOST_EDITS));
    List<TextSegment> segments = new ArrayList<>();
    String file = new RepairWorkspace(problem, oracle).opening();
    segments.add(new TextSegment(problem.prompt() + file, false));
    for (int i = 0; i < end; i++) {
      RepairScript.Turn turn = turns.get(i);
      boolean hidden = i < bare;
      segments.add(new TextSegment(hidden ? turn.bareText() : turn.thinkingText(), !hidden));
      if (!turn.observation().isEmpty()) {
        segments.add(new TextSegment(turn.observation(), false));
      }
    }
    return new Demonstration("base-" + seed + "-" + index, segments);
  }

  private static int broken(Random random) {
    int rest = random.nextInt(IntStream.of(WEIGHTS).sum());
    int broken = 1;
    while (rest >= WEIGHTS[broken - 1]) {
      rest -= WEIGHTS[broken - 1];
      broken++;
    }
    return broken;
  }
}
