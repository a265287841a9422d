package org.srl4j.eval.compare.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a comparison will take.
 *
 * @param phases by kind of work
 * @param seconds of all, as many side by side as there are workers
 * @param workers runs side by side
 * @param memory what it takes
 * @param measuring seconds that were spent to know this
 * @param notes what must be known to read the figures
 */
public record Forecast(
    List<Phase> phases,
    double seconds,
    int workers,
    Memory memory,
    double measuring,
    List<String> notes) {
  private static final double MIB = 1 << 20;

  /**
   * Resident memory.
   *
   * @param calculated bytes, from shapes, plans and the longest sequences seen
   * @param measured bytes that this process had at most while it measured; 0 where the system does
   *     not tell
   * @param heapLimit bytes that the heap may grow to
   */
  public record Memory(long calculated, long measured, long heapLimit) {
    /** What to expect at the peak. */
    public long expected() {
      return Math.max(calculated, measured);
    }
  }

  /** Copies the lists. */
  public Forecast {
    phases = List.copyOf(phases);
    notes = List.copyOf(notes);
  }

  /** The whole in one line. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "estimate: about %s with %d at a time, %.0f MiB of memory (measured in %s; --dry-run says"
            + " how and by phase)",
        Duration.text(seconds),
        workers,
        memory.expected() / MIB,
        Duration.text(measuring));
  }

  /** A table, then how it was made. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(String.format("%-28s %9s %5s %9s  %s", "what", "each", "runs", "in all", "made of"));
    for (Phase phase : phases) {
      lines.add(
          String.format(
              "%-28s %9s %5d %9s  %s",
              phase.name(),
              Duration.text(phase.seconds()),
              phase.count(),
              Duration.text(phase.seconds() * phase.count()),
              phase.parts()));
    }
    lines.add(
        String.format(
            "%-28s %9s %5s %9s  %d at a time, in the order of the graph of runs",
            "total", "", "", Duration.text(seconds), workers));
    lines.add(
        String.format(
            Locale.ROOT,
            "%-28s %27.0f MiB  calculated from shapes and plans %.0f, this process while measuring"
                + " %.0f; the heap may grow to %.0f",
            "memory",
            memory.expected() / MIB,
            memory.calculated() / MIB,
            memory.measured() / MIB,
            memory.heapLimit() / MIB));
    lines.add("");
    lines.add(
        "How: each kind of work was done on a copy of the start, in growing sizes until one took"
            + " long enough, scaled to the whole, and thrown away (took "
            + Duration.text(measuring)
            + ").");
    lines.add(
        "Not known: how long completions and how many kept groups there will be as the policy"
            + " learns, and when training ends early; both are taken as the start's. Other work on"
            + " this machine changes the times.");
    lines.addAll(notes);
    return lines;
  }
}
