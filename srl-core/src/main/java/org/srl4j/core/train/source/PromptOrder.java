package org.srl4j.core.train.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.train.Permutation;

/**
 * Which prompts a collection asks, as a function of its number.
 *
 * <p>First batches walk through all prompts, epoch after epoch, each in a seeded order. Refills
 * take the prompts that this collection has not asked yet, in an order drawn for the collection,
 * and start again when these are used up. So a refill moves no later collection.
 */
final class PromptOrder {
  private static final long EPOCHS = 1;
  private static final long REFILLS = 2;

  private final List<RolloutPrompt> prompts;
  private final int batchPrompts;
  private final long seed;
  private final EpochOrder epochs;

  PromptOrder(List<RolloutPrompt> prompts, int batchPrompts, long seed) {
    this.prompts = prompts;
    this.batchPrompts = batchPrompts;
    this.seed = seed;
    this.epochs = new EpochOrder(prompts.size(), Seeds.derive(seed, EPOCHS));
  }

  /** The first batch of a collection. */
  List<RolloutPrompt> first(long collection) {
    return firstIndices(collection).stream().map(prompts::get).toList();
  }

  /**
   * More prompts for a collection.
   *
   * @param asked prompts that refills of this collection asked before
   * @param count how many more
   */
  List<RolloutPrompt> more(long collection, int asked, int count) {
    Set<Integer> first = new HashSet<>(firstIndices(collection));
    List<Integer> rest = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (int i : Permutation.of(prompts.size(), Seeds.derive(seed, REFILLS, collection))) {
      all.add(i);
      if (!first.contains(i)) {
        rest.add(i);
      }
    }
    List<Integer> pool = rest.isEmpty() ? all : rest;
    List<RolloutPrompt> more = new ArrayList<>();
    for (int i = asked; i < asked + count; i++) {
      more.add(prompts.get(pool.get(i % pool.size())));
    }
    return more;
  }

  /** Epochs begun and part of the last after a collection. */
  double epoch(long collection) {
    return (double) (collection + 1) * batchPrompts / prompts.size();
  }

  private List<Integer> firstIndices(long collection) {
    List<Integer> indices = new ArrayList<>();
    for (long p = collection * batchPrompts; p < (collection + 1) * batchPrompts; p++) {
      indices.add(epochs.at(p));
    }
    return indices;
  }
}
