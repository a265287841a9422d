package org.srl4j.eval.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which problems of a benchmark a training set holds too.
 *
 * <p>Words are runs of ASCII letters and digits, in lower case; everything else separates them. The
 * share of a benchmark problem is how many of its distinct word {@value #GRAM}-grams occur in one
 * training problem, the best of all. From {@value #SHARE} on the problem counts as contained.
 * Questions of fewer than {@value #GRAM} words count when all their words are equal, in order.
 */
public final class Overlap {
  /** Words a gram. */
  public static final int GRAM = 8;

  /** Smallest share of grams that counts. */
  public static final double SHARE = 0.5;

  private static final Pattern WORD = Pattern.compile("[a-z0-9]+");

  private final Map<String, Set<Integer>> trainingByGram = new HashMap<>();
  private final List<BenchmarkProblem> training;

  /**
   * A problem that is in both sets.
   *
   * @param problem of the benchmark
   * @param training the most similar problem of the training set
   * @param share of the benchmark problem's grams, in [0.5, 1]
   */
  public record Match(BenchmarkProblem problem, BenchmarkProblem training, double share) {}

  /**
   * Indexes a training set.
   *
   * @param training its problems
   */
  public Overlap(List<BenchmarkProblem> training) {
    this.training = List.copyOf(training);
    for (int i = 0; i < training.size(); i++) {
      for (String gram : grams(training.get(i).question())) {
        trainingByGram.computeIfAbsent(gram, g -> new HashSet<>()).add(i);
      }
    }
  }

  /**
   * The problems that are in both.
   *
   * @param problems of a benchmark
   * @return in the order of the benchmark
   */
  public List<Match> with(List<BenchmarkProblem> problems) {
    List<Match> matches = new ArrayList<>();
    for (BenchmarkProblem problem : problems) {
      Set<String> grams = grams(problem.question());
      Map<Integer, Integer> shared = new HashMap<>();
      grams.forEach(
          gram ->
              trainingByGram
                  .getOrDefault(gram, Set.of())
                  .forEach(i -> shared.merge(i, 1, Integer::sum)));
      shared.entrySet().stream()
          .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(e -> -e.getKey()))
          .map(e -> match(problem, e.getKey(), (double) e.getValue() / grams.size()))
          .filter(match -> match.share() >= SHARE)
          .ifPresent(matches::add);
    }
    return matches;
  }

  private Match match(BenchmarkProblem problem, int index, double share) {
    return new Match(problem, training.get(index), share);
  }

  /** The grams; a short text is one gram with a mark, so that it equals short texts only. */
  private static Set<String> grams(String text) {
    List<String> words =
        WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
    Set<String> grams = new HashSet<>();
    if (words.size() < GRAM) {
      if (!words.isEmpty()) {
        grams.add("= " + String.join(" ", words));
      }
      return grams;
    }
    for (int i = 0; i + GRAM <= words.size(); i++) {
      grams.add(String.join(" ", words.subList(i, i + GRAM)));
    }
    return grams;
  }
}
