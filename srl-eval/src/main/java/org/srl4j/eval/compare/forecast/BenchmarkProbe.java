package org.srl4j.eval.compare.forecast;

import java.io.IOException;
import java.nio.file.Path;
import org.srl4j.core.train.files.Disk;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.eval.compare.benchmarks.AskedBenchmark;
import org.srl4j.eval.sample.SampleFolder;
import org.srl4j.eval.solve.BenchmarkRun;
import org.srl4j.eval.solve.SolvingModel;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffPolicy;

/**
 * Measures a benchmark: growing numbers of its responses.
 *
 * @param asked the benchmark
 * @param form how questions become prompts
 * @param scratch folder for responses, which are thrown away
 * @param enough seconds that are enough for one size
 */
record BenchmarkProbe(AskedBenchmark asked, PromptForm form, Path scratch, double enough) {
  private static final int BATCH = 32;

  /** Measures on a copy of a policy. */
  Timing measure(PolicyModel policy) {
    int[] pass = {0};
    return Timing.of(
        asked.responses(),
        enough,
        responses -> {
          try {
            return seconds(policy, responses, scratch.resolve(asked.name() + "-" + pass[0]++));
          } catch (IOException e) {
            throw Disk.fault("measuring " + asked.name(), e);
          }
        });
  }

  private double seconds(PolicyModel policy, int responses, Path folder) throws IOException {
    AskedBenchmark part = asked.part(responses);
    SolvingModel model =
        new SolvingModel(
            asked.name(), "0".repeat(64), form, () -> new SameDiffPolicy(policy.copy(1)));
    BenchmarkRun run = part.by(model, 0);
    long start = System.nanoTime();
    run.run(
        SampleFolder.create(folder, run.settings()),
        new BenchmarkRun.Pace(BATCH, () -> false, (done, all, tokens) -> {}));
    return (System.nanoTime() - start) * 1e-9 * responses / part.responses();
  }
}
