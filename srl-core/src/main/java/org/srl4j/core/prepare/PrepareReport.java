package org.srl4j.core.prepare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The counts of a preparation. They add up: kept + dropped = read, and instances + skipped = the
 * instances that the kept trajectories give.
 *
 * @param read trajectories read
 * @param kept trajectories kept
 * @param dropped trajectories dropped, by reason
 * @param notes remarks on what was kept, with their counts
 * @param places by reason or remark, where it first came up: {@code file:line}
 * @param steps steps of the kept trajectories
 * @param instances step instances kept
 * @param skipped step instances left out, by reason
 * @param lengths quantiles by name, for example {@code prompt characters}: of the prompts of all
 *     instances, skipped ones included, and of all steps; no entry where there is nothing to
 *     measure
 */
public record PrepareReport(
    int read,
    int kept,
    Map<String, Integer> dropped,
    Map<String, Integer> notes,
    Map<String, String> places,
    int steps,
    int instances,
    Map<String, Integer> skipped,
    Map<String, Quantiles> lengths) {
  private static final String ROW = "%-44s %9s";

  /** Copies the maps, keeping their order. */
  public PrepareReport {
    dropped = ordered(dropped);
    notes = ordered(notes);
    places = ordered(places);
    skipped = ordered(skipped);
    lengths = ordered(lengths);
  }

  /** The report as lines of text for people, without line ends. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(row("trajectories read", read));
    lines.add(row("trajectories kept", kept));
    lines.add(row("trajectories dropped", read - kept));
    addCounts(lines, dropped);
    if (!notes.isEmpty()) {
      lines.add("notes on what was kept");
      addCounts(lines, notes);
    }
    lines.add(row("steps", steps));
    lines.add(row("instances", instances));
    lines.add(
        row("instances skipped", skipped.values().stream().mapToInt(Integer::intValue).sum()));
    addCounts(lines, skipped);
    lengths.forEach((name, quantiles) -> lines.add(name + ": " + quantiles));
    return lines;
  }

  /** The lines, each but the last ended by a line feed. */
  @Override
  public String toString() {
    return String.join("\n", lines());
  }

  private void addCounts(List<String> lines, Map<String, Integer> counts) {
    counts.forEach(
        (name, count) -> {
          String place = places.containsKey(name) ? "   first at " + places.get(name) : "";
          lines.add(row("  " + name, count) + place);
        });
  }

  private static String row(String name, int count) {
    return String.format(ROW, name, count);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
