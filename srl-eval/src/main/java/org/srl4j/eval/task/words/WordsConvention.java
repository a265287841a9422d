package org.srl4j.eval.task.words;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.srl4j.core.data.Seeds;

/**
 * The house's own order of events. No problem states it; only the expert follows it.
 *
 * @param order all names of {@link Incident#NAMES}, the first applied first
 */
public record WordsConvention(List<String> order) {
  private static final long STREAM = 1;

  /** Copies the order and checks that it holds every name once. */
  public WordsConvention {
    order = List.copyOf(order);
    if (order.size() != Incident.NAMES.size()
        || !new HashSet<>(order).equals(new HashSet<>(Incident.NAMES))) {
      throw new IllegalArgumentException(
          "order: must hold each of " + Incident.NAMES + " once, got " + order);
    }
  }

  /** The convention of a seed: a uniformly random order, independent of problems and bases. */
  public static WordsConvention ofSeed(long seed) {
    List<String> order = new ArrayList<>(Incident.NAMES);
    Collections.shuffle(order, new Random(Seeds.derive(seed, STREAM)));
    return new WordsConvention(order);
  }

  /** The events in the order in which they are to be applied. */
  List<Incident> sort(List<Incident> events) {
    return events.stream().sorted(Comparator.comparingInt(e -> order.indexOf(e.name()))).toList();
  }
}
