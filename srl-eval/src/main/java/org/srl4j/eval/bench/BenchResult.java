package org.srl4j.eval.bench;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One engine's times in one case.
 *
 * @param work the case
 * @param size of the decoder
 * @param engine its name
 * @param milliseconds measured runs, in the order of the rounds; at least one
 * @param ours our engine's in the same rounds; at least as many
 * @param peakMegabytes largest resident memory of the engine's process
 */
public record BenchResult(
    BenchCase work,
    BenchSize size,
    String engine,
    List<Double> milliseconds,
    List<Double> ours,
    OptionalDouble peakMegabytes) {

  /** Copies the lists. */
  public BenchResult {
    milliseconds = List.copyOf(milliseconds);
    ours = List.copyOf(ours);
  }

  /** Time below which a share of the runs lies, interpolated between neighbours. */
  public double quantile(double share) {
    return quantile(milliseconds, share);
  }

  private static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    double place = share * (sorted.size() - 1);
    int low = (int) place;
    double above = sorted.get(Math.min(low + 1, sorted.size() - 1));
    return sorted.get(low) + (place - low) * (above - sorted.get(low));
  }

  /** Median, ms. */
  public double median() {
    return quantile(0.5);
  }

  /** Tokens of a run by the median; empty for the reward, which has none. */
  public OptionalDouble tokensPerSecond() {
    long tokens = size.tokens(work);
    return tokens == 0 ? OptionalDouble.empty() : OptionalDouble.of(tokens / median() * 1000);
  }

  /**
   * How many times as long as our engine it takes: the median over the rounds of its time by ours
   * in the same round, so that a slow moment of the machine hits both.
   */
  public double ratioToOurs() {
    List<Double> ratios =
        IntStream.range(0, milliseconds.size())
            .mapToObj(i -> milliseconds.get(i) / ours.get(i))
            .toList();
    return quantile(ratios, 0.5);
  }
}
