package org.srl4j.eval.swe.predict;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts of what happened while a patch was made, by stable lower-case words. Not thread-safe. */
public final class Counts {
  private final SortedMap<String, Integer> counts = new TreeMap<>();

  /** Nothing has happened yet. */
  public Counts() {}

  /** Counts an event. */
  public void add(String event) {
    add(event, 1);
  }

  /** Counts an event that happened some times, also 0 times. */
  public void add(String event, int times) {
    counts.merge(event, times, Integer::sum);
  }

  /** How often an event happened. */
  public int of(String event) {
    return counts.getOrDefault(event, 0);
  }

  /** All counts. */
  public Map<String, Integer> toMap() {
    return new TreeMap<>(counts);
  }
}
