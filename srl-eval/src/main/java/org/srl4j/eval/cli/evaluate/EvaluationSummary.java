package org.srl4j.eval.cli.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.srl4j.eval.metric.Interval;
import org.srl4j.eval.result.EvaluationReport;
import org.srl4j.eval.result.GreedyFigures;
import org.srl4j.eval.result.ModeFigures;
import org.srl4j.eval.result.SampledFigures;

/** The figures of an evaluation on one line of JSON; shares are in [0, 1], NaN is null. */
final class EvaluationSummary {
  private EvaluationSummary() {}

  static ObjectNode of(EvaluationReport report) {
    ObjectNode row = new ObjectMapper().createObjectNode();
    row.put("task", report.run().task()).put("task_version", report.run().taskVersion());
    row.put("model", report.run().model());
    row.put("grader", report.grader()).put("grader_version", report.graderVersion());
    row.put("seed", report.run().seed()).put("problems", report.problems().size());
    if (report.greedy() != null) {
      greedy(row, report.greedy(), report.problems().size());
    }
    if (report.sampled() != null) {
      sampled(row, report.sampled(), report.run().k(), report.run().temperature());
    }
    ArrayNode notes = row.putArray("notes");
    report.allNotes().forEach(notes::add);
    return row;
  }

  private static void greedy(ObjectNode row, GreedyFigures greedy, int problems) {
    row.put("greedy_accuracy", greedy.accuracy());
    interval(row, "greedy_wilson_95", greedy.wilson());
    interval(row, "greedy_clopper_pearson_95", greedy.clopperPearson());
    int gap = greedy.smallestGapProblems();
    row.put("greedy_smallest_gap", gap > problems ? null : (Double) ((double) gap / problems));
    responses(row.putObject("greedy_responses"), greedy.responses());
  }

  private static void sampled(ObjectNode row, SampledFigures sampled, int k, double temperature) {
    row.put("k", k).put("temperature", temperature);
    row.put("avg_at_" + k, sampled.averageAtK().mean());
    number(row, "avg_se_over_problems", sampled.averageAtK().standardErrorOverProblems());
    number(row, "avg_se_over_samples", sampled.averageAtK().standardErrorOverSamples());
    number(row, "avg_smallest_gap", sampled.smallestGap());
    sampled.passAtK().forEach((j, value) -> row.put("pass_at_" + j, value));
    sampled.passHatK().forEach((j, value) -> row.put("pass_hat_" + j, value));
    row.put("maj_at_" + k, sampled.majorityAtK());
    interval(row, "maj_wilson_95", sampled.majorityInterval());
    responses(row.putObject("sampled_responses"), sampled.responses());
  }

  private static void responses(ObjectNode row, ModeFigures figures) {
    row.put("format_rate", figures.formatRate());
    row.put("unparsable_rate", figures.unparsableRate());
    row.put("truncation_rate", figures.truncationRate());
    row.put("mean_tokens", figures.meanTokens());
    row.put("mean_characters", figures.meanCharacters());
  }

  private static void interval(ObjectNode row, String name, Interval interval) {
    row.putArray(name).add(interval.low()).add(interval.high());
  }

  private static void number(ObjectNode row, String name, double value) {
    row.put(name, Double.isNaN(value) ? null : (Double) value);
  }
}
