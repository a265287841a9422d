package org.srl4j.eval.compare.graph;

import java.util.List;

/**
 * A training, a test or a benchmark of a comparison.
 *
 * @param name unique: the path of its folder below the comparison's, but for a learning rate that
 *     is not chosen yet
 * @param kind what is done
 * @param method name of the method
 * @param seed training seed
 * @param learningRate of a training; NaN = the one that the first seed chooses, or no training
 * @param from of a training: the method whose chosen run of this seed it starts from; empty = the
 *     seed's start
 * @param needs names of the trainings that must have ended before
 */
public record Node(
    String name,
    Kind kind,
    String method,
    long seed,
    double learningRate,
    String from,
    List<String> needs) {

  /** What is done. */
  public enum Kind {
    /** A method is trained at one learning rate. */
    TRAINING,
    /** The run that validated best is asked the test problems. */
    TEST,
    /** The run that validated best is asked a benchmark. */
    BENCHMARK
  }

  private static final String BENCHMARK = "/benchmark-";

  /** Copies the list. */
  public Node {
    needs = List.copyOf(needs);
  }

  /** The name of a benchmark's node. */
  static String ofBenchmark(String folder, String benchmark) {
    return folder + BENCHMARK + benchmark;
  }

  /** Name of the benchmark that is asked; empty where none is. */
  public String benchmark() {
    return kind == Kind.BENCHMARK
        ? name.substring(name.lastIndexOf(BENCHMARK) + BENCHMARK.length())
        : "";
  }

  /** Whether another seed decides the learning rate. */
  boolean hasOpenRate() {
    return kind == Kind.TRAINING && Double.isNaN(learningRate);
  }
}
