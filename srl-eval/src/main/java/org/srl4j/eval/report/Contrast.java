package org.srl4j.eval.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.srl4j.eval.page.Figures;

/**
 * What the paired tests say of two methods, over all seeds.
 *
 * <p>Greedy accuracy decides, unless both methods solve at least 90 % or at most 10 %: there it
 * cannot tell them apart, and avg@k decides where it was tested. The choice looks at how high both
 * are, never at which is better.
 *
 * @param first label of a method
 * @param second label of the other
 * @param measure that decides: {@code greedy} or {@code avg@k} with its k
 * @param firstShare mean over the seeds of both of the first's measure, in [0, 1]
 * @param secondShare mean over the seeds of both of the second's
 * @param better seeds in which the first is better at Holm p 0.05
 * @param worse seeds in which it is worse
 * @param seeds seeds with a test
 */
public record Contrast(
    String first,
    String second,
    String measure,
    double firstShare,
    double secondShare,
    int better,
    int worse,
    int seeds) {

  /** Adjusted p-values up to this are read as a difference. */
  static final double SIGNIFICANCE = 0.05;

  private static final double CEILING = 0.9;
  private static final double FLOOR = 0.1;

  /**
   * One for each pair that was tested, in the order of the tests.
   *
   * @param methods with the runs that were tested
   * @param tests adjusted, see {@link PairedTest#adjust}
   */
  public static List<Contrast> of(List<MethodResult> methods, List<PairedTest> tests) {
    Map<List<String>, List<PairedTest>> byPair = new LinkedHashMap<>();
    for (PairedTest test : tests) {
      List<String> pair = List.of(test.pair().first(), test.pair().second());
      byPair.computeIfAbsent(pair, key -> new ArrayList<>()).add(test);
    }
    List<Contrast> contrasts = new ArrayList<>();
    byPair.forEach(
        (pair, of) -> {
          MethodResult first = method(methods, pair.get(0));
          MethodResult second = method(methods, pair.get(1));
          contrasts.add(of(first, second, of));
        });
    return contrasts;
  }

  /**
   * All in one sentence without its stop: those of one method that read alike stand together.
   *
   * @return empty if there are none
   */
  public static String sentence(List<Contrast> contrasts) {
    Map<String, List<Contrast>> alike = new LinkedHashMap<>();
    for (Contrast contrast : contrasts) {
      String key = contrast.first + contrast.verdict() + contrast.measure + contrast.firstShare;
      alike.computeIfAbsent(key, k -> new ArrayList<>()).add(contrast);
    }
    return alike.values().stream().map(Contrast::together).collect(Collectors.joining("; "));
  }

  /** For example {@code SRL better than base, RLVR (greedy 97.0 : 0.0, 0.0)}. */
  private static String together(List<Contrast> alike) {
    Contrast one = alike.get(0);
    String others = alike.stream().map(Contrast::second).collect(Collectors.joining(", "));
    String shares =
        alike.stream()
            .map(c -> Figures.percent(c.secondShare))
            .collect(Collectors.joining(", ", Figures.percent(one.firstShare) + " : ", ""));
    return one.first + one.verdict() + others + " (" + one.measure + " " + shares + ")";
  }

  /** How the first stands to the second. */
  private String verdict() {
    if (better > 0 && worse > 0) {
      return " in " + better + " of " + seeds + " seeds better and in " + worse + " worse than ";
    }
    String some = seeds == 1 ? "" : " in " + (better + worse) + " of " + seeds + " seeds";
    if (better + worse > 0) {
      return some + (better > 0 ? " better than " : " worse than ");
    }
    return " not shown to differ from ";
  }

  private static MethodResult method(List<MethodResult> methods, String name) {
    return methods.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  private static Contrast of(MethodResult first, MethodResult second, List<PairedTest> tests) {
    boolean greedy = tests.stream().anyMatch(t -> t.measure().equals(PairedTest.GREEDY));
    String sampled =
        tests.stream()
            .map(PairedTest::measure)
            .filter(measure -> !measure.equals(PairedTest.GREEDY))
            .findFirst()
            .orElse(PairedTest.GREEDY);
    Set<Long> both = first.seeds().stream().map(RunResult::seed).collect(Collectors.toSet());
    both.retainAll(second.seeds().stream().map(RunResult::seed).toList());
    double low = Math.min(greedy(first, both), greedy(second, both));
    double high = Math.max(greedy(first, both), greedy(second, both));
    boolean room = low < CEILING && high > FLOOR;
    String measure = greedy && room ? PairedTest.GREEDY : sampled;
    boolean onGreedy = measure.equals(PairedTest.GREEDY);
    List<PairedTest> deciding = tests.stream().filter(t -> t.measure().equals(measure)).toList();
    return new Contrast(
        first.label(),
        second.label(),
        measure,
        onGreedy ? greedy(first, both) : average(first, both),
        onGreedy ? greedy(second, both) : average(second, both),
        (int) deciding.stream().filter(t -> isShown(t) && t.difference() > 0).count(),
        (int) deciding.stream().filter(t -> isShown(t) && t.difference() < 0).count(),
        deciding.size());
  }

  private static boolean isShown(PairedTest test) {
    return test.holmP() <= SIGNIFICANCE;
  }

  private static double greedy(MethodResult method, Set<Long> seeds) {
    return mean(method, seeds, DecodingResult::greedyAccuracy);
  }

  private static double average(MethodResult method, Set<Long> seeds) {
    return mean(method, seeds, r -> r.averageAtK() == null ? Double.NaN : r.averageAtK().mean());
  }

  private static double mean(
      MethodResult method, Set<Long> seeds, ToDoubleFunction<DecodingResult> figure) {
    return method.seeds().stream()
        .filter(run -> seeds.contains(run.seed()))
        .mapToDouble(run -> figure.applyAsDouble(run.main()))
        .average()
        .orElse(Double.NaN);
  }

  /** Whether the first is better in at least one seed and worse in none. */
  public boolean isShownBetter() {
    return better > 0 && worse == 0;
  }

  /** Whether it is worse in at least one seed. */
  public boolean isShownWorse() {
    return worse > 0;
  }
}
