package org.srl4j.core.train;

import java.util.ArrayList;
import java.util.List;
import org.srl4j.core.data.Experience;
import org.srl4j.core.data.Seeds;

/** Cuts a collection into the batches of its updates. */
final class Minibatches {
  private Minibatches() {}

  /**
   * All batches of a collection, pass after pass. Each pass has every experience once, in an order
   * of its own, in parts whose sizes differ by one at most; with one part the order is kept. Fewer
   * experiences than parts give fewer, never empty, batches.
   */
  static List<List<Experience>> split(
      List<Experience> experiences, TrainerConfig config, long collection) {
    List<List<Experience>> batches = new ArrayList<>();
    for (int iteration = 0; iteration < config.numIterations(); iteration++) {
      List<Experience> pass = experiences;
      if (config.minibatchesPerCollection() > 1) {
        pass = shuffled(experiences, Seeds.derive(config.seed(), collection, iteration));
      }
      addParts(pass, config.minibatchesPerCollection(), batches);
    }
    return batches;
  }

  private static List<Experience> shuffled(List<Experience> experiences, long seed) {
    List<Experience> shuffled = new ArrayList<>();
    for (int i : Permutation.of(experiences.size(), seed)) {
      shuffled.add(experiences.get(i));
    }
    return shuffled;
  }

  private static void addParts(List<Experience> pass, int parts, List<List<Experience>> batches) {
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) part * pass.size() / parts);
      int to = (int) ((long) (part + 1) * pass.size() / parts);
      if (from < to) {
        batches.add(List.copyOf(pass.subList(from, to)));
      }
    }
  }
}
