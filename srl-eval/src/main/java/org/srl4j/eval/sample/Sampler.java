package org.srl4j.eval.sample;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.srl4j.core.answer.Spoken;
import org.srl4j.core.data.Completion;
import org.srl4j.core.policy.Policy;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.core.rollout.RolloutCollector;
import org.srl4j.eval.benchmark.BenchmarkProblem;

/**
 * Draws the samples that a run still lacks, first the greedy ones, problem by problem.
 *
 * @param problems of the run
 * @param prompt problem → the text that the model goes on from
 * @param batch responses drawn together and kept in one write; at least 1. It changes no sample
 */
public record Sampler(
    List<BenchmarkProblem> problems, Function<BenchmarkProblem, String> prompt, int batch) {

  /** Copies the list and checks the batch. */
  public Sampler {
    Objects.requireNonNull(prompt, "prompt");
    problems = List.copyOf(problems);
    if (batch < 1) {
      throw new IllegalArgumentException("batch: must be at least 1, got " + batch);
    }
  }

  /** Told after every batch, when it is on the disk. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A batch was kept.
     *
     * @param done samples kept so far, those of earlier sessions included
     * @param all samples of the whole run
     * @param tokens drawn in this session
     */
    void kept(int done, int all, long tokens);
  }

  /**
   * Samples until nothing is missing.
   *
   * @param policy draws
   * @param run where samples are and go
   * @param stop asked before every batch; true ends early, what is kept stays
   * @param listener told of progress
   * @return whether the run is complete
   * @throws IllegalArgumentException if a prompt cannot be tokenised; the message names the problem
   */
  public boolean sample(Policy policy, SampleFolder run, BooleanSupplier stop, Listener listener)
      throws IOException {
    RunSettings settings = run.settings();
    Set<Sample.Key> there = new HashSet<>();
    run.samples().kept().forEach(sample -> there.add(sample.key()));
    int all = settings.samples();
    long tokens = 0;
    for (Mode mode : Mode.values()) {
      List<Wanted> missing = missing(mode, settings, there);
      for (int start = 0; start < missing.size(); start += batch) {
        if (stop.getAsBoolean()) {
          return false;
        }
        List<Wanted> now = missing.subList(start, Math.min(start + batch, missing.size()));
        List<Sample> drawn = draw(policy, now, sampling(mode, settings));
        run.samples().append(drawn);
        tokens += drawn.stream().mapToLong(Sample::tokens).sum();
        listener.kept(run.samples().count(), all, tokens);
      }
    }
    return true;
  }

  private record Wanted(BenchmarkProblem problem, Sample.Key key, long seed) {}

  private List<Wanted> missing(Mode mode, RunSettings settings, Set<Sample.Key> there) {
    int count = mode == Mode.SAMPLED ? settings.k() : settings.greedy() ? 1 : 0;
    List<Wanted> missing = new ArrayList<>();
    for (BenchmarkProblem problem : problems) {
      for (int i = 0; i < count; i++) {
        Sample.Key key = new Sample.Key(problem.id(), mode, i);
        if (!there.contains(key)) {
          long seed = RolloutCollector.rolloutSeed(settings.seed(), problem.id(), i);
          missing.add(new Wanted(problem, key, seed));
        }
      }
    }
    return missing;
  }

  private static SamplingConfig sampling(Mode mode, RunSettings settings) {
    boolean greedy = mode == Mode.GREEDY;
    return new SamplingConfig(
        greedy ? 0 : settings.temperature(),
        greedy ? 1 : settings.topP(),
        0,
        settings.maxNewTokens(),
        settings.stopStrings());
  }

  private List<Sample> draw(Policy policy, List<Wanted> wanted, SamplingConfig sampling) {
    List<int[]> prompts = wanted.stream().map(w -> encode(policy, w.problem())).toList();
    List<SamplingRequest> requests = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (prompts.get(i).length < policy.maxLength()) {
        requests.add(new SamplingRequest(prompts.get(i), wanted.get(i).seed()));
      }
    }
    List<Completion> completions =
        requests.isEmpty() ? List.of() : policy.sample(requests, sampling);
    List<Sample> samples = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < wanted.size(); i++) {
      boolean room = prompts.get(i).length < policy.maxLength();
      Sample sample =
          room
              ? sample(wanted.get(i), prompts.get(i).length, completions.get(next++), sampling)
              : withoutRoom(wanted.get(i), prompts.get(i).length);
      samples.add(sample);
    }
    return samples;
  }

  private int[] encode(Policy policy, BenchmarkProblem problem) {
    try {
      return policy.tokenizer().encode(prompt.apply(problem));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "problem " + problem.id() + " (row " + problem.row() + "): " + e.getMessage(), e);
    }
  }

  private Sample sample(
      Wanted wanted, int promptTokens, Completion completion, SamplingConfig sampling) {
    Sample.Finish finish =
        switch (completion.finishReason()) {
          case END_OF_SEQUENCE -> Sample.Finish.END;
          case STOP_STRING -> Sample.Finish.STOP;
          case LENGTH -> Sample.Finish.LENGTH;
        };
    String text = completion.text();
    for (String stop : sampling.stopStrings()) {
      int at = text.indexOf(stop);
      text = at < 0 ? text : text.substring(0, at);
    }
    String opened = Spoken.openedBy(prompt.apply(wanted.problem()));
    return new Sample(
        wanted.key().problem(),
        wanted.key().mode(),
        wanted.key().index(),
        wanted.seed(),
        promptTokens,
        completion.length(),
        finish,
        opened + text);
  }

  private static Sample withoutRoom(Wanted wanted, int promptTokens) {
    return new Sample(
        wanted.key().problem(),
        wanted.key().mode(),
        wanted.key().index(),
        wanted.seed(),
        promptTokens,
        0,
        Sample.Finish.NO_ROOM,
        "");
  }
}
