package org.srl4j.eval.result;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.srl4j.eval.metric.ProblemOutcome;
import org.srl4j.eval.metric.TribuoEvaluation;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.sample.RunSettings;

/**
 * An evaluation in Tribuo's form, with the provenance of checkpoint, data, seed, sampling and
 * grader, as JSON. It holds the time, so it is a file of its own beside the report.
 */
public final class EvaluationProvenance {
  /** Name of the file. */
  public static final String FILE = "tribuo.json";

  private EvaluationProvenance() {}

  /**
   * Writes {@value #FILE}: the greedy verdicts, or without them whether the majority is right.
   *
   * @param report the report
   * @param folder of the report
   * @param time when it was graded
   */
  public static void write(EvaluationReport report, Path folder, OffsetDateTime time)
      throws IOException {
    RunSettings run = report.run();
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    for (ProblemResult problem : report.problems()) {
      ProblemOutcome outcome = problem.outcome();
      verdicts.put(outcome.problemId(), run.greedy() ? outcome.greedyVerdict() : majority(problem));
    }
    Map<String, String> facts =
        Map.of(
            "checkpoint-sha256",
            run.modelSha256(),
            "verdicts",
            run.greedy() ? "greedy" : "majority of " + run.k(),
            "sampling",
            sampling(run),
            "prompt",
            run.promptForm() + " " + run.promptSha256(),
            "grader",
            report.grader() + " " + report.graderVersion());
    TribuoEvaluation.Subject subject =
        new TribuoEvaluation.Subject(
            run.model(),
            run.task() + " " + run.taskVersion(),
            "sha256:" + run.dataSha256(),
            run.seed(),
            Map.of("java", Runtime.version().toString()),
            facts,
            time);
    TribuoEvaluation.of(verdicts, subject).save(folder.resolve(FILE));
  }

  private static Verdict majority(ProblemResult problem) {
    if (problem.answerClasses() == 0) {
      return Verdict.INVALID;
    }
    return problem.majorityRight() ? Verdict.SOLVED : Verdict.UNSOLVED;
  }

  private static String sampling(RunSettings run) {
    return String.format(
        Locale.ROOT,
        "greedy %s, k %d, temperature %s, top-p %s, at most %d tokens",
        run.greedy(),
        run.k(),
        run.temperature(),
        run.topP(),
        run.maxNewTokens());
  }
}
