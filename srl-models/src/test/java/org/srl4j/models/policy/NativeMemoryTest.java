package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.data.Experience;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.LossAggregation;

class NativeMemoryTest {

  /**
   * Live ND4J buffers and contexts after a collection; the service has no public count. A reduction
   * makes two buffers of a few bytes per run, hence the collection.
   */
  private static int liveNativeObjects() throws Exception {
    Object service = Nd4j.getDeallocatorService();
    Field field = service.getClass().getDeclaredField("referenceMap");
    field.setAccessible(true);
    Map<?, ?> live = (Map<?, ?>) field.get(service);
    System.gc();
    int count = live.size();
    for (int still = 0; still < 5; still++) {
      Thread.sleep(20);
      still = live.size() == count ? still : 0;
      count = live.size();
    }
    return count;
  }

  @Test
  void updatesAddNoNativeMemoryAndClosingReturnsIt(TestReporter report) throws Exception {
    PolicyModel model = TinyPolicies.model(1, 1);
    List<Experience> batch = TinyPolicies.experiences(model, 8, 1);
    int start = liveNativeObjects();
    int compiled;
    try (SameDiffLearner learner =
        TinyPolicies.learner(model, ClippedPolicyGradient.defaults(), LossAggregation.grpo(), 96)) {
      learner.update(batch, 1e-3); // compiles the plans
      compiled = liveNativeObjects();
      long bytes = Pointer.totalBytes();
      for (int i = 0; i < 100; i++) {
        learner.update(batch, 1e-3);
      }
      int after = liveNativeObjects();
      report.publishEntry(
          "live native objects", start + ", compiled " + compiled + ", 100 updates on " + after);
      assertTrue(compiled > start, "the counter sees nothing");
      assertTrue(after <= compiled, compiled + " became " + after);
      assertTrue(Pointer.totalBytes() <= bytes, bytes + " became " + Pointer.totalBytes());
    }
    assertTrue(liveNativeObjects() <= start + 10, "not released: " + liveNativeObjects());
  }
}
