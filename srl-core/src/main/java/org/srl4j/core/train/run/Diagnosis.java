package org.srl4j.core.train.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.train.TrainingListener;

/**
 * Answers "is it learning?": looks for signs of trouble in each update's metrics. A finding is told
 * when it is first seen and counted after that. A collection that teaches nothing is the matter of
 * {@link FlatRun}.
 */
public final class Diagnosis implements TrainingListener {
  private static final double COLLAPSED_ENTROPY = 0.1;
  private static final double MANY = 0.5;
  private static final double LOSS_OF_NOTHING = 1e-6;

  private static final String EXPLANATION = "on_policy";

  private final Consumer<String> sink;
  private final Consumer<String> troubles;
  private final Map<String, Integer> findings = new LinkedHashMap<>();
  private final List<Rule> rules;
  private double firstEntropy = Double.NaN;

  private record Rule(String name, Predicate<Map<String, Double>> holds, String message) {}

  /** Sends each kind of finding once to the sink, as one line of text. */
  public Diagnosis(Consumer<String> sink) {
    this(sink, line -> {});
  }

  /**
   * Sends each kind of finding once, as one line of text.
   *
   * @param sink told of all
   * @param troubles told of those that are no mere explanation of a figure
   */
  public Diagnosis(Consumer<String> sink, Consumer<String> troubles) {
    this.sink = sink;
    this.troubles = troubles;
    this.rules = rules();
  }

  /** Name of a finding to the number of updates in which it was seen, in order of first sight. */
  public Map<String, Integer> findings() {
    return Collections.unmodifiableMap(findings);
  }

  @Override
  public void afterUpdate(long update, UpdateStats stats) {
    Map<String, Double> values = stats.values();
    if (Double.isNaN(firstEntropy)) {
      firstEntropy = value(values, "entropy");
    }
    for (Rule rule : rules) {
      if (rule.holds.test(values) && findings.merge(rule.name, 1, Integer::sum) == 1) {
        String line = "update " + update + ": " + rule.message;
        sink.accept(line);
        if (!rule.name.equals(EXPLANATION)) {
          troubles.accept(line);
        }
      }
    }
  }

  private List<Rule> rules() {
    return List.of(
        new Rule(
            "not_finite",
            v -> isBroken(v, "loss") || isBroken(v, "grad_norm"),
            "loss or gradient is not finite; lower the learning rate or the gradient norm limit"),
        new Rule(
            "refill_exhausted",
            v -> value(v, "dynamic_sampling/exhausted") == 1,
            "the bound on extra generation batches was met before the batch was full"),
        new Rule(
            EXPLANATION,
            v -> Math.abs(value(v, "loss")) < LOSS_OF_NOTHING && value(v, "grad_norm") > 0,
            "a loss near 0 is no fault: on-policy the ratio is 1 and the advantages of a group sum"
                + " to 0, yet the gradient is not. Watch reward, grad_norm and eval_accuracy"),
        new Rule(
            "entropy_collapse",
            v -> value(v, "entropy") < COLLAPSED_ENTROPY * firstEntropy,
            "entropy fell below a tenth of its first value: rollouts become alike"),
        new Rule(
            "many_truncated",
            v -> value(v, "completions/clipped_ratio") > MANY,
            "more than half of the rollouts end at a length limit; raise maxNewTokens or check the"
                + " stop strings"),
        new Rule(
            "many_format_errors",
            v -> value(v, "srl/format_error_ratio") > MANY,
            "more than half of the rollouts violate the format; SRL needs a base that keeps it"));
  }

  /** NaN when the metric is absent; every comparison with it is false. */
  private static double value(Map<String, Double> values, String name) {
    return values.getOrDefault(name, Double.NaN);
  }

  private static boolean isBroken(Map<String, Double> values, String name) {
    return values.containsKey(name) && !Double.isFinite(values.get(name));
  }
}
