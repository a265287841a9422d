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
    Optional<String> missing = missing(wanted);
    if (missing.isPresent()) {
      throw new IllegalArgumentException(
          missing.get()
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
   * Which data files are not there, and how to get them; empty if all are.
   *
   * @throws IOException if a task's file cannot be read
   */
  public static Optional<String> missing(BenchmarksConfig wanted) throws IOException {
    List<String> files = new ArrayList<>();
    List<String> fetched = new ArrayList<>();
    for (String one : wanted.ask()) {
      TaskDefinition task = TaskCatalogue.find(one);
      if (TaskCatalogue.dataFile(task, Path.of(wanted.folder())).isEmpty()) {
        files.add(task.data().file());
        if (!task.data().url().isEmpty()) {
          fetched.add(one);
        }
      }
    }
    if (files.isEmpty()) {
      return Optional.empty();
    }
    String all =
        "benchmarks.folder = " + wanted.folder() + ": there is no " + String.join(", no ", files);
    return Optional.of(
        fetched.isEmpty()
            ? all
            : all
                + ", in it or one folder below; srl data "
                + String.join(" ", fetched)
                + " --fetch --dir "
                + wanted.folder()
                + " gets what it lacks");
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
