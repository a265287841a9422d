package org.srl4j.eval.compare.settings;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.srl4j.eval.benchmark.TaskCatalogue;
import org.srl4j.eval.config.KeyNames;
import org.srl4j.eval.solve.Graders;

/**
 * Benchmarks that the base and every method are asked after training, always greedily.
 *
 * @param ask names of shipped benchmarks, see {@code srl data}, or {@code .yaml} files of one's
 *     own, each name once; none = no benchmarks
 * @param folder where the shipped ones' files are, in it or one folder below
 * @param grader says what is right; empty = each benchmark's own
 * @param samples responses per problem beside the greedy one: avg@k; at least 0
 * @param temperature of these, above 0
 * @param greedyOnly those of which no such responses are drawn
 * @param maxNewTokens limit of one response, tokens; 0 = each benchmark's own
 * @param problems the first so many problems of each at most; 0 = all
 */
public record BenchmarksConfig(
    List<String> ask,
    String folder,
    String grader,
    int samples,
    double temperature,
    List<String> greedyOnly,
    int maxNewTokens,
    int problems) {

  /** Checks names and ranges. */
  public BenchmarksConfig {
    ask = List.copyOf(ask);
    greedyOnly = List.copyOf(greedyOnly);
    Objects.requireNonNull(folder, "folder");
    ask.forEach(BenchmarksConfig::requireKnown);
    Set<String> names = new HashSet<>();
    for (String one : ask) {
      if (!names.add(name(one))) {
        throw new IllegalArgumentException("ask: each name must stand once, got " + ask);
      }
    }
    for (String one : greedyOnly) {
      if (!names.contains(one) && !TaskCatalogue.BENCHMARKS.contains(one)) {
        throw new IllegalArgumentException(
            "greedyOnly: no benchmark " + one + "; those asked are " + ask);
      }
    }
    if (!grader.isEmpty() && !Graders.names().contains(grader)) {
      throw new IllegalArgumentException(
          "grader: must be one of " + String.join(", ", Graders.names()) + ", got " + grader);
    }
    if (samples < 0 || maxNewTokens < 0 || problems < 0) {
      throw new IllegalArgumentException(
          "samples, maxNewTokens, problems: must be at least 0, got "
              + samples
              + ", "
              + maxNewTokens
              + ", "
              + problems);
    }
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException("temperature: must be above 0, got " + temperature);
    }
  }

  private static void requireKnown(String one) {
    if (!isFile(one) && !TaskCatalogue.BENCHMARKS.contains(one)) {
      throw new IllegalArgumentException(
          "ask: there is no benchmark "
              + one
              + "; the nearest is "
              + KeyNames.nearest(one, TaskCatalogue.BENCHMARKS)
              + "; there are "
              + String.join(", ", TaskCatalogue.BENCHMARKS)
              + ", or name the .yaml file of one of your own");
    }
  }

  private static boolean isFile(String one) {
    return one.endsWith(".yaml") || one.endsWith(".yml");
  }

  /** The name of one that is asked: of a file its own without folder and ending. */
  public static String name(String asked) {
    return isFile(asked)
        ? Path.of(asked).getFileName().toString().replaceFirst("\\.ya?ml$", "")
        : asked;
  }

  /** Responses per problem beside the greedy one, of a benchmark that is asked. */
  public int samplesOf(String asked) {
    return greedyOnly.contains(name(asked)) ? 0 : samples;
  }

  /** None; the paper's samples and temperature where some are asked. */
  public static BenchmarksConfig defaults() {
    return new BenchmarksConfig(List.of(), "data/benchmarks", "", 32, 1.0, List.of(), 0, 0);
  }
}
