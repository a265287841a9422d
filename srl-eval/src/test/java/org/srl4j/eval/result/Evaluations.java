package org.srl4j.eval.result;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.benchmark.BenchmarkProblem;
import org.srl4j.eval.benchmark.ExactGrader;
import org.srl4j.eval.benchmark.TaskDefinition;
import org.srl4j.eval.sample.Mode;
import org.srl4j.eval.sample.RunSettings;
import org.srl4j.eval.sample.Sample;

/** Reports whose outcomes are given. */
public final class Evaluations {
  private Evaluations() {}

  /**
   * A report in which every gold is 1.
   *
   * @param greedy a digit a problem, the greedy answer; empty = not run
   * @param sampled a text of digits per problem, the sampled answers; none = not sampled
   */
  public static EvaluationReport report(
      String model, String task, String greedy, String... sampled) {
    int n = Math.max(greedy.length(), sampled.length);
    List<BenchmarkProblem> problems = new ArrayList<>();
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String question = "What is number " + i + "? " + "word ".repeat(i);
      Map<String, String> facts =
          Map.of("level", "" + (1 + i % 5), "subject", i % 2 == 0 ? "A" : "B");
      problems.add(new BenchmarkProblem("p" + i, i + 1, question, List.of("1"), facts));
      if (!greedy.isEmpty()) {
        samples.add(sample("p" + i, Mode.GREEDY, 0, greedy.charAt(i)));
      }
      for (int s = 0; sampled.length > 0 && s < sampled[i].length(); s++) {
        samples.add(sample("p" + i, Mode.SAMPLED, s, sampled[i].charAt(s)));
      }
    }
    Benchmark benchmark =
        new Benchmark(
            TaskDefinition.defaults(),
            Path.of(task + ".jsonl"),
            "0".repeat(64),
            n,
            problems,
            List.of());
    int k = sampled.length == 0 ? 0 : sampled[0].length();
    RunSettings run =
        new RunSettings(
            RunSettings.SCHEMA_VERSION,
            task,
            "1",
            benchmark.sha256(),
            n,
            model,
            "1".repeat(64),
            "chat",
            "2".repeat(64),
            !greedy.isEmpty(),
            k,
            1,
            1,
            50,
            List.of(),
            7);
    return EvaluationAssembly.report(benchmark, run, samples, new ExactGrader());
  }

  private static Sample sample(String problem, Mode mode, int index, char answer) {
    String text = "\\boxed{" + answer + "}";
    return new Sample(problem, mode, index, 0, 5, text.length(), Sample.Finish.END, text);
  }
}
