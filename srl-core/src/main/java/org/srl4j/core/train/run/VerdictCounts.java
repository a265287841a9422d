package org.srl4j.core.train.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.srl4j.core.reward.FormatGate;
import org.srl4j.core.reward.Score;

/**
 * How often each verdict fell, the most frequent first.
 *
 * @param counts by the verdict's word, each at least 1
 */
record VerdictCounts(Map<String, Long> counts) {

  static VerdictCounts of(List<Score> scores) {
    return new VerdictCounts(
        scores.stream()
            .collect(Collectors.groupingBy(Score::verdict, TreeMap::new, Collectors.counting())));
  }

  /** How many scores there are. */
  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The most frequent verdict; of several the first by name. */
  String mostFrequent() {
    return sorted().get(0).getKey();
  }

  /** Whether every verdict is one of a broken format. */
  boolean allBreakFormat() {
    return counts.keySet().stream().allMatch(word -> !FormatGate.Verdict.fault(word).isEmpty());
  }

  /** For example {@code 90 missing_think (no open tag), 6 scored}. */
  String words() {
    return sorted().stream()
        .map(entry -> entry.getValue() + " " + explained(entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  private List<Map.Entry<String, Long>> sorted() {
    List<Map.Entry<String, Long>> entries = new ArrayList<>(counts.entrySet());
    entries.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    return entries;
  }

  private static String explained(String word) {
    String fault = FormatGate.Verdict.fault(word);
    return fault.isEmpty() ? word : word + " (" + fault + ")";
  }
}
