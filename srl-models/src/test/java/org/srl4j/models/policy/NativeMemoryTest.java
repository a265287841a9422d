package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

  /** Live ND4J buffers and contexts; the service has no public count. */
  private static int liveNativeObjects() throws ReflectiveOperationException {
    Object service = Nd4j.getDeallocatorService();
    Field field = service.getClass().getDeclaredField("referenceMap");
    field.setAccessible(true);
    return ((Map<?, ?>) field.get(service)).size();
  }

  @Test
  void updatesAllocateNoNativeMemory(TestReporter report) throws Exception {
    PolicyModel model = TinyPolicies.model(1, 1);
    List<Experience> batch = TinyPolicies.experiences(model, 8, 1);
    try (SameDiffLearner learner =
        TinyPolicies.learner(
            model, ClippedPolicyGradient.defaults(), LossAggregation.grpo(), 96)) {
      learner.update(batch, 1e-3); // compiles the plans
      int before = liveNativeObjects();
      long bytes = Pointer.totalBytes();
      for (int i = 0; i < 100; i++) {
        learner.update(batch, 1e-3);
      }
      report.publishEntry(
          "native objects", before + " to " + liveNativeObjects() + ", bytes " + bytes);
      // Others may be collected meanwhile, but none may be added.
      assertTrue(liveNativeObjects() <= before, before + " became " + liveNativeObjects());
      assertTrue(Pointer.totalBytes() <= bytes, bytes + " became " + Pointer.totalBytes());
    }
  }
}
