package org.srl4j.eval.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a bench found.
 *
 * @param results a row an engine and case
 * @param notes missing peers and what engines agreed on
 * @param agreed whether every peer computed what our engine did
 */
public record BenchReport(List<BenchResult> results, List<String> notes, boolean agreed) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROW = "%-16s %-6s %-9s %4s %10s %10s %10s %10s %10s %8s %8s";

  /** Copies the lists. */
  public BenchReport {
    results = List.copyOf(results);
    notes = List.copyOf(notes);
  }

  /** A table with a line a result, then the notes. */
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            ROW,
            "case",
            "size",
            "engine",
            "runs",
            "median ms",
            "quartile 1",
            "quartile 3",
            "min ms",
            "tokens/s",
            "ratio",
            "peak MB"));
    results.forEach(result -> lines.add(row(result)));
    lines.addAll(notes);
    return lines;
  }

  private static String row(BenchResult r) {
    return String.format(
        ROW,
        r.work().label(),
        r.work().isReward() ? "-" : r.size().label(),
        r.engine(),
        r.milliseconds().size(),
        number(r.median()),
        number(r.quantile(0.25)),
        number(r.quantile(0.75)),
        number(r.quantile(0)),
        r.tokensPerSecond().isPresent() ? whole(r.tokensPerSecond()) : "-",
        String.format(Locale.ROOT, "%.2f", r.ratioToOurs()),
        whole(r.peakMegabytes()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.1f", value);
  }

  private static String whole(OptionalDouble value) {
    return value.isPresent() ? Long.toString(Math.round(value.getAsDouble())) : "-";
  }

  /** A JSON object a result; null where there is no value. */
  public List<String> jsonLines() {
    return results.stream().map(BenchReport::json).map(ObjectNode::toString).toList();
  }

  private static ObjectNode json(BenchResult r) {
    ObjectNode node = JSON.createObjectNode();
    node.put("case", r.work().label());
    node.put("size", r.work().isReward() ? null : r.size().label());
    node.put("engine", r.engine());
    node.put("median_ms", r.median());
    node.put("min_ms", r.quantile(0));
    node.put("tokens_per_s", orNull(r.tokensPerSecond()));
    node.put("ratio_to_srl4j", r.ratioToOurs());
    node.put("peak_rss_mb", orNull(r.peakMegabytes()));
    return node;
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
