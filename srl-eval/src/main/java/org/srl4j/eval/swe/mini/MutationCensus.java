package org.srl4j.eval.swe.mini;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what became of the bugs that were tried, by their kind. Not thread-safe. */
public final class MutationCensus {
  private final Map<MutationKind, Map<Fate, Integer>> counts = new EnumMap<>(MutationKind.class);

  /** What became of a bug. */
  public enum Fate {
    /** Some tests fail and some pass. */
    KEPT,
    /** It does not compile. */
    NOT_COMPILED,
    /** No test notices it. */
    NO_TEST_FAILED,
    /** No test passes. */
    NO_TEST_PASSED,
    /** The tests do not come to an end: an endless loop, or no memory left. */
    ENDLESS
  }

  /** A census of nothing. */
  public MutationCensus() {}

  void count(MutationKind kind, Fate fate) {
    counts.computeIfAbsent(kind, k -> new EnumMap<>(Fate.class)).merge(fate, 1, Integer::sum);
  }

  /** How many bugs of all kinds came to an end. */
  public int count(Fate fate) {
    return counts.values().stream().mapToInt(fates -> fates.getOrDefault(fate, 0)).sum();
  }

  /** How many bugs were tried. */
  public int tried() {
    return counts.values().stream()
        .flatMap(fates -> fates.values().stream())
        .mapToInt(Integer::intValue)
        .sum();
  }

  /** Counts by kind and fate, and the share of each kind that was kept, in [0, 1]. */
  public ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("tried", tried()).put("kept", count(Fate.KEPT));
    node.put("share_kept", share(count(Fate.KEPT), tried()));
    ObjectNode kinds = node.putObject("kinds");
    counts.forEach(
        (kind, fates) -> {
          ObjectNode row = kinds.putObject(kind.label());
          int all = fates.values().stream().mapToInt(Integer::intValue).sum();
          row.put("tried", all);
          for (Fate fate : Fate.values()) {
            row.put(fate.name().toLowerCase(Locale.ROOT), fates.getOrDefault(fate, 0));
          }
          row.put("share_kept", share(fates.getOrDefault(Fate.KEPT, 0), all));
        });
    return node;
  }

  private static double share(int part, int all) {
    return all == 0 ? 0 : (double) part / all;
  }
}
