package org.srl4j.eval.compare.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.benchmark.BenchmarkLoader;
import org.srl4j.eval.benchmark.BenchmarkProblem;
import org.srl4j.eval.benchmark.DataSource;
import org.srl4j.eval.benchmark.TaskCatalogue;
import org.srl4j.eval.benchmark.TaskDefinition;
import org.srl4j.eval.compare.settings.BenchmarksConfig;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.solve.Draws;
import org.srl4j.eval.solve.Graders;

/**
 * All benchmarks of a comparison, read and checked.
 *
 * @param all in the order of the config
 * @param form how questions become prompts
 */
public record AskedBenchmarks(List<AskedBenchmark> all, PromptForm form) {
  /** Of a comparison that asks none. */
  public static final AskedBenchmarks NONE = new AskedBenchmarks(List.of(), PromptForm.plain());

  private static final String LEAVE_OUT = "; benchmarks.ask=[...] without it leaves it out";

  /** Copies the list. */
  public AskedBenchmarks {
    all = List.copyOf(all);
    Objects.requireNonNull(form, "form");
  }

  /**
   * Reads all data files.
   *
   * @param config names the benchmarks
   * @param setup whose policies are asked
   * @throws IllegalArgumentException if a file is missing, unreadable or has another checksum than
   *     its task expects, or a question cannot be read by the policies' tokenizer
   * @throws IOException if a task's file cannot be read
   */
  public static AskedBenchmarks of(ComparisonConfig config, TaskSetup setup) throws IOException {
    BenchmarksConfig wanted = config.benchmarks();
    if (wanted.ask().isEmpty()) {
      return NONE;
    }
    List<String> missing = missing(wanted);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "benchmarks.folder = "
              + wanted.folder()
              + ": missing, in it or one folder below: "
              + String.join("; ", missing)
              + ". Name another folder with benchmarks.folder=DIR, or ask none with"
              + " benchmarks.ask=[]");
    }
    List<AskedBenchmark> all = new ArrayList<>();
    for (String one : wanted.ask()) {
      AskedBenchmark asked = read(one, wanted);
      String task = asked.benchmark().definition().name();
      if (all.stream().anyMatch(other -> other.benchmark().definition().name().equals(task))) {
        throw new IllegalArgumentException(
            "benchmarks.ask: two tasks are named " + task + ", got " + wanted.ask());
      }
      requireReadable(asked, setup);
      all.add(asked);
    }
    return new AskedBenchmarks(all, setup.form());
  }

  /**
   * The data files that are not there, each with where to get it.
   *
   * @throws IOException if a task's file cannot be read
   */
  public static List<String> missing(BenchmarksConfig wanted) throws IOException {
    List<String> missing = new ArrayList<>();
    for (String one : wanted.ask()) {
      TaskDefinition task = TaskCatalogue.find(one);
      if (TaskCatalogue.dataFile(task, Path.of(wanted.folder())).isEmpty()) {
        DataSource data = task.data();
        boolean fetched = !data.url().isEmpty() && !Path.of(data.file()).isAbsolute();
        missing.add(
            data.file()
                + (fetched
                    ? " (srl data " + one + " --fetch --dir " + wanted.folder() + ")"
                    : " (the task " + one + " names it)"));
      }
    }
    return missing;
  }

  private static AskedBenchmark read(String one, BenchmarksConfig wanted) throws IOException {
    TaskDefinition task = TaskCatalogue.find(one);
    Path file = TaskCatalogue.requireDataFile(task, Path.of(wanted.folder()));
    Benchmark whole = BenchmarkLoader.load(task, file);
    String expected = task.data().sha256();
    if (!expected.isEmpty() && !expected.equals(whole.sha256())) {
      throw new IllegalArgumentException(
          "benchmarks.ask: "
              + one
              + ": "
              + file
              + " has the SHA-256 "
              + whole.sha256()
              + ", expected "
              + expected
              + ", so no figure of it could stand beside those of others. srl data "
              + one
              + " says where the expected file is; a file of your own needs a task of its own"
              + " (docs/benchmarks.md)"
              + LEAVE_OUT);
    }
    Grader grader =
        Graders.named(
            wanted.grader().isEmpty() ? task.grader() : wanted.grader(), task.gradingRules());
    Benchmark gradable = whole.gradable(grader);
    int problems = gradable.problems().size();
    int asked = wanted.problems() == 0 ? problems : Math.min(problems, wanted.problems());
    int limit = wanted.maxNewTokens() == 0 ? task.sampling().maxNewTokens() : wanted.maxNewTokens();
    Draws draws = new Draws(true, wanted.samplesOf(one), wanted.temperature(), limit, 0);
    return new AskedBenchmark(BenchmarksConfig.name(one), gradable.first(asked), grader, draws);
  }

  /** A vocabulary of words of its own knows no questions of others. */
  private static void requireReadable(AskedBenchmark asked, TaskSetup setup) {
    Tokenizer tokenizer = setup.tokenizer();
    TaskDefinition task = asked.benchmark().definition();
    for (BenchmarkProblem problem : asked.benchmark().problems()) {
      try {
        tokenizer.encode(setup.form().text().apply(task.prompt().parts(problem.question())));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "benchmarks.ask: "
                + asked.name()
                + ": the policy cannot be asked problem "
                + problem.id()
                + ": "
                + e.getMessage()
                + LEAVE_OUT,
            e);
      }
    }
  }

  /**
   * The benchmark of a name.
   *
   * @throws IllegalArgumentException if it is not asked
   */
  public AskedBenchmark named(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("benchmarks.ask: does not hold " + name));
  }

  private Optional<AskedBenchmark> find(String name) {
    return all.stream().filter(asked -> asked.name().equals(name)).findFirst();
  }
}
