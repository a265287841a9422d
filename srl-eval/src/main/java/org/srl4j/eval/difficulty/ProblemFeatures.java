package org.srl4j.eval.difficulty;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.srl4j.eval.result.EvaluationReport;
import org.srl4j.eval.result.ProblemResult;

/**
 * What is known of a problem before it is solved, as numbers: lengths of the question, how much
 * mathematics is in it, the form of its answer, level and subject where the data say them, and the
 * share of right samples of a base policy where there is one.
 */
final class ProblemFeatures {
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
  private static final Pattern COMMAND = Pattern.compile("\\\\[A-Za-z]+");
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final Pattern FIRST_NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final List<String> LEVELS = List.of("level", "difficulty");
  private static final List<String> SUBJECTS = List.of("subject", "type");

  private ProblemFeatures() {}

  /** Name of the base policy's feature. */
  static final String BASE_PASS_RATE = "base pass rate";

  /**
   * Features of a problem.
   *
   * @param problem the problem
   * @param base the base policy's report on the same benchmark, if there is one
   * @return name → value; names that are missing are 0
   */
  static Map<String, Double> of(ProblemResult problem, Optional<EvaluationReport> base) {
    Map<String, Double> features = new LinkedHashMap<>();
    String question = problem.question();
    features.put("question words (log)", Math.log1p(count(WORD, question)));
    features.put("numbers in question (log)", Math.log1p(count(NUMBER, question)));
    features.put("LaTeX commands (log)", Math.log1p(count(COMMAND, question)));
    String gold = problem.golds().get(0);
    boolean whole = WHOLE.matcher(gold).matches();
    features.put("whole-number answer", whole ? 1.0 : 0.0);
    features.put("answer characters (log)", Math.log1p(gold.length()));
    first(problem, LEVELS)
        .flatMap(ProblemFeatures::number)
        .ifPresent(l -> features.put("level", l));
    first(problem, SUBJECTS).ifPresent(subject -> features.put("subject: " + subject, 1.0));
    base.flatMap(report -> passRate(report, problem.outcome().problemId()))
        .ifPresent(rate -> features.put(BASE_PASS_RATE, rate));
    return features;
  }

  private static long count(Pattern pattern, String text) {
    return pattern.matcher(text).results().count();
  }

  private static Optional<String> first(ProblemResult problem, List<String> names) {
    return names.stream()
        .map(name -> Optional.ofNullable(problem.facts().get(name)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Double> number(String text) {
    return FIRST_NUMBER
        .matcher(text)
        .results()
        .findFirst()
        .map(match -> Double.parseDouble(match.group()));
  }

  private static Optional<Double> passRate(EvaluationReport base, String id) {
    Function<ProblemResult, Double> rate =
        problem ->
            problem.outcome().samples() > 0
                ? problem.outcome().sampleAccuracy()
                : problem.outcome().solvedGreedily() ? 1.0 : 0.0;
    return base.problems().stream()
        .filter(problem -> problem.outcome().problemId().equals(id))
        .findFirst()
        .map(rate);
  }
}
