package org.srl4j.eval.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Argument checks shared by the records of this package. */
final class Checks {
  private Checks() {}

  static void share(String name, double value) {
    if (!Double.isNaN(value) && !(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          name + ": must be in [0, 1], or NaN when not measured, got " + value);
    }
  }

  static void atLeastZero(String name, double value) {
    if (!Double.isNaN(value) && !(value >= 0)) {
      throw new IllegalArgumentException(
          name + ": must be at least 0, or NaN when not measured, got " + value);
    }
  }

  static <K, V> Map<K, V> ordered(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  static <K extends Comparable<K>, V> SortedMap<K, V> sorted(Map<K, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
