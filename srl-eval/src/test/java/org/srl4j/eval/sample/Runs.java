package org.srl4j.eval.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.benchmark.BenchmarkProblem;
import org.srl4j.eval.benchmark.TaskDefinition;

/** Small runs for tests. */
public final class Runs {
  /** The question alone. */
  private Runs() {}

  /**
   * Problems q0, q1, .. whose questions have so many characters and whose gold is that modulo 10.
   */
  public static Benchmark benchmark(int... lengths) {
    List<BenchmarkProblem> problems = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      String gold = "" + lengths[i] % 10;
      problems.add(
          new BenchmarkProblem(
              "q" + i, i + 1, "x".repeat(lengths[i]), List.of(gold), Map.of("level", "" + i)));
    }
    return new Benchmark(
        TaskDefinition.defaults(),
        Path.of("quiz.jsonl"),
        "0".repeat(64),
        lengths.length,
        problems,
        List.of());
  }

  /** Settings of a run on a benchmark. */
  public static RunSettings settings(Benchmark benchmark, boolean greedy, int k) {
    return new RunSettings(
        RunSettings.SCHEMA_VERSION,
        benchmark.definition().name(),
        benchmark.definition().version(),
        benchmark.sha256(),
        benchmark.problems().size(),
        "scripted",
        "1".repeat(64),
        PromptForm.CHAT,
        "2".repeat(64),
        greedy,
        k,
        1,
        1,
        50,
        List.of("</s>"),
        7);
  }
}
