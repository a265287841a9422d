package org.srl4j.eval.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.benchmark.BenchmarkProblem;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.metric.AverageAtK;
import org.srl4j.eval.metric.ClopperPearson;
import org.srl4j.eval.metric.Majority;
import org.srl4j.eval.metric.PassAtK;
import org.srl4j.eval.metric.ProblemOutcome;
import org.srl4j.eval.metric.SmallestGap;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.metric.Wilson;
import org.srl4j.eval.sample.Mode;
import org.srl4j.eval.sample.RunSettings;
import org.srl4j.eval.sample.Sample;

/** Makes the report of a complete run. */
public final class EvaluationAssembly {
  private static final int EXAMPLES = 3;

  private final Benchmark benchmark;
  private final RunSettings run;
  private final Grader grader;
  private final Map<Sample.Key, GradedSample> graded;

  private EvaluationAssembly(
      Benchmark benchmark, RunSettings run, Grader grader, List<GradedSample> graded) {
    this.benchmark = benchmark;
    this.run = run;
    this.grader = grader;
    this.graded = graded.stream().collect(Collectors.toMap(g -> g.sample().key(), g -> g));
  }

  /**
   * The report.
   *
   * @param benchmark the problems that were asked
   * @param run what decided the samples
   * @param samples all samples of the run
   * @param grader grades them, and decides for maj@k which answers are equal
   * @throws IllegalArgumentException if a sample is missing; the message says how many
   */
  public static EvaluationReport report(
      Benchmark benchmark, RunSettings run, List<Sample> samples, Grader grader) {
    int wanted = benchmark.problems().size() * run.responsesPerProblem();
    if (samples.size() != wanted) {
      throw new IllegalArgumentException(
          "samples: the run is not complete, "
              + samples.size()
              + " of "
              + wanted
              + "; go on with srl eval --resume");
    }
    List<GradedSample> graded = Grading.grade(benchmark, samples, grader);
    return new EvaluationAssembly(benchmark, run, grader, graded).report();
  }

  private EvaluationReport report() {
    List<ProblemResult> problems = benchmark.problems().stream().map(this::result).toList();
    GreedyFigures greedy = run.greedy() ? greedy(problems) : null;
    SampledFigures sampled = run.k() > 0 ? sampled(problems) : null;
    return new EvaluationReport(
        EvaluationReport.SCHEMA_VERSION,
        EvaluationReport.KIND,
        benchmark.definition().label(),
        run,
        benchmark.file().getFileName().toString(),
        grader.name(),
        grader.version(),
        benchmark.definition().gradingRules(),
        benchmark.definition().format(),
        benchmark.definition().metrics(),
        greedy,
        sampled,
        problems,
        examples(),
        benchmark.warnings(),
        notes(greedy, sampled));
  }

  private GradedSample get(BenchmarkProblem problem, Mode mode, int index) {
    GradedSample found = graded.get(new Sample.Key(problem.id(), mode, index));
    if (found == null) {
      throw new IllegalArgumentException(
          "samples: number " + index + " of problem " + problem.id() + " is missing");
    }
    return found;
  }

  private List<GradedSample> all(BenchmarkProblem problem) {
    List<GradedSample> samples = new ArrayList<>();
    for (int i = 0; i < run.k(); i++) {
      samples.add(get(problem, Mode.SAMPLED, i));
    }
    return samples;
  }

  private ProblemResult result(BenchmarkProblem problem) {
    List<GradedSample> samples = all(problem);
    GradedSample greedy = run.greedy() ? get(problem, Mode.GREEDY, 0) : null;
    ProblemOutcome outcome =
        new ProblemOutcome(
            problem.id(),
            greedy == null ? null : greedy.verdict(),
            greedy != null && greedy.sample().truncated(),
            greedy == null ? 0 : greedy.sample().tokens(),
            samples.size(),
            count(samples, Verdict.SOLVED),
            count(samples, Verdict.INVALID),
            (int) samples.stream().filter(g -> g.sample().truncated()).count());
    Majority.Vote vote = vote(samples);
    Boolean right =
        samples.isEmpty()
            ? null
            : vote.winner().map(i -> samples.get(i).verdict() == Verdict.SOLVED).orElse(false);
    return new ProblemResult(
        problem.row(),
        problem.question(),
        problem.golds(),
        new TreeMap<>(problem.facts()),
        outcome,
        right,
        vote.classes());
  }

  private Majority.Vote vote(List<GradedSample> samples) {
    List<Optional<String>> answers =
        samples.stream()
            .map(g -> g.grade().unparsable() ? Optional.<String>empty() : g.grade().extracted())
            .toList();
    return Majority.of(answers, (first, other) -> grader.gradeAnswer(first, other).equivalent());
  }

  private static int count(List<GradedSample> samples, Verdict verdict) {
    return (int) samples.stream().filter(g -> g.verdict() == verdict).count();
  }

  private static List<ProblemOutcome> outcomes(List<ProblemResult> problems) {
    return problems.stream().map(ProblemResult::outcome).toList();
  }

  private GreedyFigures greedy(List<ProblemResult> problems) {
    int n = problems.size();
    int solved = (int) outcomes(problems).stream().filter(ProblemOutcome::solvedGreedily).count();
    List<GradedSample> all =
        benchmark.problems().stream().map(problem -> get(problem, Mode.GREEDY, 0)).toList();
    return new GreedyFigures(
        solved,
        (double) solved / n,
        Wilson.interval(solved, n),
        ClopperPearson.interval(solved, n),
        SmallestGap.greedyProblems(n),
        ModeFigures.of(all));
  }

  private SampledFigures sampled(List<ProblemResult> problems) {
    List<ProblemOutcome> outcomes = outcomes(problems);
    AverageAtK average = AverageAtK.of(outcomes);
    SortedMap<Integer, Double> any = new TreeMap<>();
    SortedMap<Integer, Double> every = new TreeMap<>();
    List<Integer> draws = new ArrayList<>(List.of(run.k()));
    for (int j = 1; j < run.k(); j *= 2) {
      draws.add(j);
    }
    for (int j : draws) {
      any.put(j, PassAtK.mean(outcomes, j));
      every.put(j, PassAtK.meanAll(outcomes, j));
    }
    int majority = (int) problems.stream().filter(ProblemResult::majorityRight).count();
    return new SampledFigures(
        average,
        any,
        every,
        (double) majority / problems.size(),
        Wilson.interval(majority, problems.size()),
        SmallestGap.average(average),
        ModeFigures.of(benchmark.problems().stream().flatMap(p -> all(p).stream()).toList()));
  }

  private List<ExampleResponse> examples() {
    List<ExampleResponse> examples = new ArrayList<>();
    Mode mode = run.greedy() ? Mode.GREEDY : Mode.SAMPLED;
    for (BenchmarkProblem problem : benchmark.problems()) {
      if (examples.size() < EXAMPLES) {
        GradedSample one = get(problem, mode, 0);
        examples.add(
            new ExampleResponse(
                problem.id(),
                mode.name().toLowerCase(Locale.ROOT),
                one.sample().response(),
                one.grade().extracted().orElse(""),
                one.grade().rule(),
                one.verdict()));
      }
    }
    return examples;
  }

  private List<String> notes(GreedyFigures greedy, SampledFigures sampled) {
    List<String> notes = new ArrayList<>();
    if (run.promptForm().equals(PromptForm.PLAIN)) {
      notes.add(
          "The model has no chat template, so the task's plain prompt was used; figures made with a"
              + " chat template are not comparable.");
    }
    int withoutRoom =
        (greedy == null ? 0 : greedy.responses().withoutRoom())
            + (sampled == null ? 0 : sampled.responses().withoutRoom());
    if (withoutRoom > 0) {
      notes.add(
          withoutRoom
              + " responses could not begin, because the prompt fills the model's context; they"
              + " count as wrong, unparsable and truncated.");
    }
    return notes;
  }
}
