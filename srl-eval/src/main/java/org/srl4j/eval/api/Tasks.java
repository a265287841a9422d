package org.srl4j.eval.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.srl4j.eval.benchmark.BenchmarkLoader;
import org.srl4j.eval.benchmark.TaskCatalogue;
import org.srl4j.eval.benchmark.TaskDefinition;
import org.srl4j.eval.compare.settings.EvaluationConfig;
import org.srl4j.eval.compare.setup.EmbeddedTask;
import org.srl4j.eval.compare.setup.OrderSetup;
import org.srl4j.eval.task.Task;

/** Problems to train on and to be judged by. */
public final class Tasks {
  /** Name of the embedded benchmark. */
  public static final String ORDER = "order";

  private Tasks() {}

  /**
   * An exam of test problems.
   *
   * @param name {@value #ORDER} or {@code repair}: an embedded benchmark with seed 0; or a
   *     benchmark that {@code srl data} lists, or the {@code .yaml} file of your own, whose
   *     responses and reports come into the folder {@code out}
   * @throws IllegalArgumentException if there is no such task, or its data file is not there; the
   *     message says how to get it
   * @throws IOException if its file cannot be read
   */
  public static Exam load(String name) throws IOException {
    Optional<EmbeddedTask> embedded = EmbeddedTask.find(name);
    return embedded.isPresent()
        ? Exam.of(embedded(embedded.get(), 0))
        : benchmark(name, ofToolkit("data", "benchmarks"), ofToolkit("out"));
  }

  /**
   * An exam of a benchmark with folders of your own.
   *
   * @param name a benchmark's, or your own {@code .yaml} file
   * @param data where its data file lies, in it or one folder below
   * @param output where responses and reports come to
   */
  public static Exam benchmark(String name, Path data, Path output) throws IOException {
    TaskDefinition definition = TaskCatalogue.find(name);
    Path file = TaskCatalogue.requireDataFile(definition, data);
    return BenchmarkExam.of(BenchmarkLoader.load(definition, file), output);
  }

  private static Path ofToolkit(String first, String... more) {
    return Path.of(System.getProperty("srl4j.root", ".")).resolve(Path.of(first, more));
  }

  /** The embedded benchmark: 100 training, 40 validation and 100 test problems of a seed. */
  public static Task order(long seed) {
    EvaluationConfig sizes = EvaluationConfig.defaults();
    return new OrderSetup(sizes).task(seed);
  }

  private static Task embedded(EmbeddedTask task, long seed) throws IOException {
    return task.usual().task(seed);
  }
}
