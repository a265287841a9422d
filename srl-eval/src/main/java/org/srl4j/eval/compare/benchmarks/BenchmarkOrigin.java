package org.srl4j.eval.compare.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.start.BasePolicies;
import org.srl4j.eval.method.Training;
import org.srl4j.eval.report.MethodResult;
import org.srl4j.eval.report.RunResult;

/** Where the own rows beside the paper's come from: checkpoint, training, data. */
public final class BenchmarkOrigin {
  private BenchmarkOrigin() {}

  /**
   * What differs from the paper, as far as the figures do not tell.
   *
   * @param config the comparison
   * @param bases what training started from
   * @param methods those that were tested, with their updates
   */
  public static List<String> notes(
      ComparisonConfig config, List<BasePolicies.Base> bases, List<MethodResult> methods) {
    return List.of(
        checkpoint(config, bases),
        budget(config, methods),
        "Data: the paper does not say which files it tested on; those here are named with their"
            + " checksums under What was asked.",
        "Paired tests between methods, benchmark by benchmark: srl compare-reports FOLDER/seed-"
            + config.runs().seeds().get(0)
            + ", where FOLDER is this report's.");
  }

  private static String checkpoint(ComparisonConfig config, List<BasePolicies.Base> bases) {
    String from = config.initFrom().isEmpty() ? "a policy pre-trained here" : config.initFrom();
    return String.format(
        Locale.ROOT,
        "Checkpoint: own rows start from %s (%,d parameters), the paper's from Qwen2.5-7B-Instruct"
            + " (7.6 billion).",
        from,
        bases.get(0).model().parameterCount());
  }

  /** Updates in the order of the report; the paper's are those of its tables 5 to 7. */
  private static String budget(ComparisonConfig config, List<MethodResult> methods) {
    List<String> trained = new ArrayList<>();
    for (MethodResult method : methods) {
      Set<Long> updates = new LinkedHashSet<>();
      method.seeds().stream().map(RunResult::updates).forEach(updates::add);
      config
          .methods()
          .named(method.name())
          .training()
          .map(Training::batch)
          .ifPresent(
              batch ->
                  trained.add(
                      method.label()
                          + " "
                          + updates.stream().map(String::valueOf).collect(Collectors.joining(", "))
                          + " (batch "
                          + batch
                          + ")"));
    }
    return "Training: updates made here: "
        + (trained.isEmpty() ? "none" : String.join("; ", trained))
        + ". The paper: SFT 3 epochs in batches of 64, RLVR and SRL up to 30 epochs in batches of"
        + " 128 and 512 prompts with 8 completions each, and the checkpoint that validates best.";
  }
}
