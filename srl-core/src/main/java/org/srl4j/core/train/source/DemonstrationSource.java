package org.srl4j.core.train.source;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.srl4j.core.data.Experience;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.policy.Policy;
import org.srl4j.core.train.ExperienceBatch;
import org.srl4j.core.train.ExperienceSource;

/**
 * Demonstrations: the source of SFT and of pre-training. Nothing is sampled.
 *
 * <p>Reports {@code epoch} for a finite set. Not thread-safe.
 */
public final class DemonstrationSource implements ExperienceSource {
  private final LongFunction<Experience> byPosition;
  private final int batchSize;
  private final long total;
  private final int epochSize;

  private DemonstrationSource(
      LongFunction<Experience> byPosition, int batchSize, long total, int epochSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize: must be at least 1, got " + batchSize);
    }
    this.byPosition = byPosition;
    this.batchSize = batchSize;
    this.total = total;
    this.epochSize = epochSize;
  }

  /**
   * A finite set, in another seeded order each epoch. A batch may reach into the next epoch, so all
   * have the same size but perhaps the last; nothing is dropped.
   *
   * @param demonstrations at least one
   * @param batchSize experiences a batch; at least 1
   * @param epochs how often each is seen; at least 1
   * @param seed of the orders
   * @return a source whose last batch ends training
   */
  public static DemonstrationSource epochs(
      List<Experience> demonstrations, int batchSize, int epochs, long seed) {
    List<Experience> all = List.copyOf(demonstrations);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("demonstrations: needs at least one, got none");
    }
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs: must be at least 1, got " + epochs);
    }
    EpochOrder order = new EpochOrder(all.size(), seed);
    return new DemonstrationSource(
        position -> all.get(order.at(position)), batchSize, (long) epochs * all.size(), all.size());
  }

  /**
   * An endless stream, for pre-training on generated documents.
   *
   * @param byPosition the document at position 0, 1, 2, ...; always the same for the same position
   * @param batchSize experiences a batch; at least 1
   * @return a source that never ends
   */
  public static DemonstrationSource stream(LongFunction<Experience> byPosition, int batchSize) {
    Objects.requireNonNull(byPosition, "byPosition");
    return new DemonstrationSource(byPosition, batchSize, Long.MAX_VALUE, 0);
  }

  /**
   * Number of collections until the data end; {@link Long#MAX_VALUE} over the batch for a stream.
   */
  public long collections() {
    return total / batchSize + (total % batchSize == 0 ? 0 : 1);
  }

  @Override
  public ExperienceBatch next(Policy policy, long collection) {
    long from = Math.min(total, collection * batchSize);
    long to = Math.min(total, from + batchSize);
    List<Experience> batch = LongStream.range(from, to).mapToObj(byPosition).toList();
    Map<String, Double> stats =
        epochSize == 0 ? Map.of() : Map.of("epoch", (double) to / epochSize);
    return ExperienceBatch.demonstrations(batch, new UpdateStats(stats), to == total);
  }
}
