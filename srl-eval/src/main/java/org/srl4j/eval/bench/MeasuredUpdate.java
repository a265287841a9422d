package org.srl4j.eval.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.Experience;
import org.srl4j.core.data.Turn;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.models.policy.MemoryRequest;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffLearner;
import org.srl4j.models.policy.SameDiffPolicy;

/**
 * What a training's first update took: the model is loaded, samples alone and a whole batch from
 * made-up prompts, and learns from it with made-up advantages.
 *
 * @param loadSeconds reading the model
 * @param loadedBytes resident afterwards
 * @param tokensPerSecondAlone sampling one completion; NaN if nothing is sampled
 * @param tokensPerSecondTogether sampling all completions of the update; NaN likewise
 * @param updateSeconds the update, its plan's compilation included
 * @param peakBytes largest resident size during the update; -1 where the system does not say
 */
public record MeasuredUpdate(
    double loadSeconds,
    long loadedBytes,
    double tokensPerSecondAlone,
    double tokensPerSecondTogether,
    double updateSeconds,
    long peakBytes) {
  private static final int FIRST_ID = 3;
  private static final int STRIDE = 37;

  /** Measures; the model is not changed on disk. */
  public static MeasuredUpdate of(Path folder, MemoryRequest request) throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    long start = System.nanoTime();
    PolicyModel base = PolicyModel.load(folder, threads);
    double loadSeconds = seconds(start);
    long loaded = ResidentMemory.now();
    PolicyModel model = request.lora().map(l -> base.withAdapter(l, 1, threads)).orElse(base);
    MemoryRequest.Batch batch = request.batch();
    List<SamplingRequest> requests = new ArrayList<>();
    for (int i = 0; i < batch.prompts() * batch.groupSize(); i++) {
      int[] prompt = ids(model, i / batch.groupSize(), batch.promptTokens());
      requests.add(new SamplingRequest(prompt, i));
    }
    double alone = Double.NaN;
    double together = Double.NaN;
    List<Experience> experiences = new ArrayList<>();
    try (SameDiffPolicy policy = new SameDiffPolicy(model);
        SameDiffLearner learner = new SameDiffLearner(model, request.learner())) {
      if (batch.sampled()) {
        SamplingConfig sampling = SamplingConfig.sampled(1, batch.newTokens());
        alone = rate(policy, requests.subList(0, 1), sampling, new ArrayList<>());
        together = rate(policy, requests, sampling, experiences);
      } else {
        requests.forEach(r -> experiences.add(given(model, r, batch.newTokens())));
      }
      ResidentMemory.forgetPeak(); // a file that was mapped for loading may have counted
      start = System.nanoTime();
      learner.update(experiences, 1e-4);
      double update = seconds(start);
      return new MeasuredUpdate(
          loadSeconds, loaded, alone, together, update, ResidentMemory.peak());
    }
  }

  private static int[] ids(PolicyModel model, int salt, int count) {
    int[] ids = new int[count];
    for (int t = 0; t < count; t++) {
      ids[t] = (FIRST_ID + salt + STRIDE * t) % model.config().vocabularySize();
    }
    return ids;
  }

  private static double rate(
      SameDiffPolicy policy,
      List<SamplingRequest> requests,
      SamplingConfig sampling,
      List<Experience> experiences) {
    long start = System.nanoTime();
    List<Completion> completions = policy.sample(requests, sampling);
    double seconds = seconds(start);
    long tokens = 0;
    for (int i = 0; i < completions.size(); i++) {
      Turn turn = new Turn(requests.get(i).promptIds(), completions.get(i));
      experiences.add(Experience.of(turn, i % 2 == 0 ? 1 : -1));
      tokens += completions.get(i).length();
    }
    return tokens / seconds;
  }

  private static Experience given(PolicyModel model, SamplingRequest request, int count) {
    int prompt = request.promptIds().length;
    int[] ids = ids(model, (int) request.seed(), prompt + count);
    float[] mask = new float[ids.length];
    Arrays.fill(mask, prompt, ids.length, 1);
    return new Experience(ids, mask, new float[ids.length], 1);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) * 1e-9;
  }
}
