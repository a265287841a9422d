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

  /** As a task says; greedily too when nothing is sampled. */
  public static Draws of(TaskSampling task, int samples, long seed) {
    return new Draws(samples == 0, samples, task.temperature(), task.maxNewTokens(), seed);
  }
}
