package org.srl4j.core.prepare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Seeds;

/**
 * Items divided into training, validation and test by problem, never by step. Items whose prompts
 * are equal go the same way, so several solutions of one question cannot leak across.
 *
 * <p>Every distinct prompt is ranked by a hash of seed and its smallest problem id; the first ones
 * are the test part, the next ones validation, the rest training. So membership does not depend on
 * the order of the items, and with another seed it is another draw.
 *
 * @param <T> what is divided
 * @param train the rest, at least one item
 * @param validation for choosing parameters
 * @param test for the final figures
 */
public record ProblemSplit<T>(List<T> train, List<T> validation, List<T> test) {

  /** Copies the parts. */
  public ProblemSplit {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /**
   * Divides anything that has a problem.
   *
   * @param items what to divide; each part keeps their order
   * @param problem the problem of an item
   * @param validationSize distinct prompts in validation, from 0
   * @param testSize distinct prompts in test, from 0
   * @param seed chooses the draw
   * @param <T> what is divided
   * @return the three parts; every item is in exactly one
   * @throws IllegalArgumentException if an id comes twice, a size is negative or no prompt is left
   *     for training
   */
  public static <T> ProblemSplit<T> of(
      List<T> items, Function<T, Problem> problem, int validationSize, int testSize, long seed) {
    List<Problem> problems = items.stream().map(problem).toList();
    checkIds(problems);
    Map<String, String> idOfPrompt = new HashMap<>();
    problems.forEach(
        p -> idOfPrompt.merge(p.prompt(), p.id(), (a, b) -> a.compareTo(b) <= 0 ? a : b));
    checkSizes(idOfPrompt.size(), validationSize, testSize);
    List<String> ranked = rank(idOfPrompt, seed);
    Set<String> test = new HashSet<>(ranked.subList(0, testSize));
    Set<String> validation = new HashSet<>(ranked.subList(testSize, testSize + validationSize));
    Map<Integer, List<T>> parts =
        items.stream()
            .collect(
                Collectors.groupingBy(
                    item -> {
                      String prompt = problem.apply(item).prompt();
                      return test.contains(prompt) ? 2 : validation.contains(prompt) ? 1 : 0;
                    }));
    return new ProblemSplit<>(
        parts.getOrDefault(0, List.of()),
        parts.getOrDefault(1, List.of()),
        parts.getOrDefault(2, List.of()));
  }

  /**
   * Divides trajectories.
   *
   * @param trajectories what to divide; each part keeps their order
   * @param validationSize distinct prompts in validation, from 0
   * @param testSize distinct prompts in test, from 0
   * @param seed chooses the draw
   * @return the three parts; every trajectory is in exactly one
   * @throws IllegalArgumentException as {@link #of(List, Function, int, int, long)}
   */
  public static ProblemSplit<ExpertTrajectory> of(
      List<ExpertTrajectory> trajectories, int validationSize, int testSize, long seed) {
    return of(trajectories, ExpertTrajectory::problem, validationSize, testSize, seed);
  }

  private static List<String> rank(Map<String, String> idOfPrompt, long seed) {
    Map<String, Long> keys = new HashMap<>();
    idOfPrompt.forEach((prompt, id) -> keys.put(prompt, Seeds.derive(seed, hash(id))));
    List<String> ranked = new ArrayList<>(idOfPrompt.keySet());
    ranked.sort(Comparator.comparing((String p) -> keys.get(p)).thenComparing(idOfPrompt::get));
    return ranked;
  }

  /** FNV-1a over UTF-16 units: fixed for ever, unlike a hash code of the run time. */
  private static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  private static void checkIds(List<Problem> problems) {
    Map<String, Problem> seen = new HashMap<>();
    for (Problem problem : problems) {
      Problem first = seen.putIfAbsent(problem.id(), problem);
      if (first != null) {
        throw new IllegalArgumentException(
            "id: \""
                + problem.id()
                + "\" comes twice, "
                + place(first)
                + " and "
                + place(problem)
                + "; ids must be unique in what is divided");
      }
    }
  }

  private static String place(Problem problem) {
    Map<String, String> tags = problem.tags();
    return "at " + tags.getOrDefault("source", "?") + ":" + tags.getOrDefault("line", "?");
  }

  private static void checkSizes(int prompts, int validationSize, int testSize) {
    if (validationSize < 0 || testSize < 0 || (long) validationSize + testSize >= prompts) {
      throw new IllegalArgumentException(
          "validationSize, testSize: must be from 0 and leave a problem for training of the "
              + prompts
              + " there are, got "
              + validationSize
              + " and "
              + testSize);
    }
  }
}
