package org.srl4j.eval.compare.benchmarks;

import java.util.Objects;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.solve.BenchmarkRun;
import org.srl4j.eval.solve.Draws;
import org.srl4j.eval.solve.SolvingModel;

/**
 * A benchmark as every policy of a comparison is asked it.
 *
 * @param name in the graph of runs
 * @param benchmark the problems that are asked
 * @param grader says what is right
 * @param draws how often; their seed is replaced by each run's
 */
public record AskedBenchmark(String name, Benchmark benchmark, Grader grader, Draws draws) {

  /** Rejects missing parts. */
  public AskedBenchmark {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(benchmark, "benchmark");
    Objects.requireNonNull(grader, "grader");
    Objects.requireNonNull(draws, "draws");
  }

  /** Responses of one policy, greedy ones included. */
  public int responses() {
    return benchmark.problems().size() * (1 + draws.samples());
  }

  /**
   * So many responses or a few more, to measure what they cost.
   *
   * @param responses from 1 to {@link #responses()}
   */
  public AskedBenchmark part(int responses) {
    int problems = Math.min(responses, benchmark.problems().size());
    int each = (responses + problems - 1) / problems;
    return new AskedBenchmark(name, benchmark.first(problems), grader, draws.withSamples(each - 1));
  }

  /** A model's run; the same seed draws what {@code srl eval --seed} draws. */
  public BenchmarkRun by(SolvingModel model, long seed) {
    Draws seeded =
        new Draws(draws.greedy(), draws.samples(), draws.temperature(), draws.maxNewTokens(), seed);
    return new BenchmarkRun(benchmark, grader, model, seeded);
  }
}
