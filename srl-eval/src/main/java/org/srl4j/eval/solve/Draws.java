package org.srl4j.eval.solve;

import org.srl4j.eval.benchmark.TaskSampling;

/**
 * How often and how each problem is asked. Ranges are those of the {@linkplain
 * org.srl4j.eval.sample.RunSettings settings} made of it.
 *
 * @param greedy whether once at temperature 0
 * @param samples responses beside it, at least 0
 * @param temperature of these, above 0
 * @param maxNewTokens limit of one response, tokens
 * @param seed root of the samples' seeds
 */
public record Draws(boolean greedy, int samples, double temperature, int maxNewTokens, long seed) {

  /** One greedy response a problem, within a task's limit. */
  public static Draws greedily(TaskSampling task) {
    return new Draws(true, 0, task.temperature(), task.maxNewTokens(), 0);
  }

  /** The same with so many responses at the temperature, at least 0. */
  public Draws withSamples(int number) {
    return new Draws(greedy, number, temperature, maxNewTokens, seed);
  }
}
