package com.example.ideas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.data.Completion;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.eval.api.Policies;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffPolicy;

class RecentLayersTest {
  private static final int[] PROMPT = {5, 9, 3, 7, 7, 2};

  /** Nats; with the vector kernels cached and whole sequences agree to the last bit. */
  private static final float TOLERANCE = 1e-5f;

  @TempDir Path folder;

  private static PolicyModel base() throws Exception {
    return Policies.load(Path.of("../data/order/bases/base-0"));
  }

  private static Completion sample(SameDiffPolicy policy) {
    return policy
        .sample(List.of(new SamplingRequest(PROMPT, 1)), SamplingConfig.sampled(1, 12))
        .get(0);
  }

  private static float[] scored(SameDiffPolicy policy, Completion completion) {
    int[] all = Arrays.copyOf(PROMPT, PROMPT.length + completion.length());
    System.arraycopy(completion.tokenIds(), 0, all, PROMPT.length, completion.length());
    float[] scores = policy.tokenLogProbs(List.of(all)).get(0);
    return Arrays.copyOfRange(scores, PROMPT.length, all.length);
  }

  @Test
  void whatIsSampledWithTheCacheIsWhatIsScored() throws Exception {
    PolicyModel model = base().withLayers(new RecentLayers(2), 1, 1);
    Path saved = Files.createDirectory(folder.resolve("saved"));
    model.save(saved);
    PolicyModel read = Policies.load(saved);
    assertEquals(new RecentLayers(2), read.layers());
    try (SameDiffPolicy policy = new SameDiffPolicy(model);
        SameDiffPolicy again = new SameDiffPolicy(read);
        SameDiffPolicy full = new SameDiffPolicy(base())) {
      Completion completion = sample(policy);
      float[] scores = scored(policy, completion);
      assertArrayEquals(scores, completion.tokenLogProbs(), TOLERANCE);
      assertArrayEquals(completion.tokenIds(), sample(again).tokenIds());
      float far = Math.abs(scored(full, completion)[0] - scores[0]);
      assertTrue(far > 1e-3, "the window must have an effect, got " + far);
    }
  }
}
