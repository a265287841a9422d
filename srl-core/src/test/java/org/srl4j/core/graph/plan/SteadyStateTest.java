package org.srl4j.core.graph.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelSet;
import org.srl4j.core.graph.kernel.Storage;
import org.srl4j.core.graph.kernel.Workers;

/**
 * A run makes no tensors. Counted, not estimated: ND4J numbers every INDArray it makes and every
 * piece of native memory it takes, the JVM counts the bytes a thread allocates.
 */
class SteadyStateTest {
  private static final int RUNS = 200;

  /** What ND4J's executioner makes of Java objects for one op: headers, no tensors. */
  private static final long BYTES_PER_NATIVE_OP = 4096;

  /**
   * ND4J's legacy reductions make two headers each, for the cached description of their sub-arrays:
   * {@link #loss} has a mean and a sum.
   */
  private static final long HEADERS_PER_RUN = 4;

  /** INDArrays made so far in this process. */
  private static long arrays() {
    return Nd4j.scalar(0f).getId();
  }

  /** Native buffers and op contexts made so far in this process. */
  private static long nativeResources() {
    return Nd4j.getDeallocatorService().nextValue();
  }

  private static long allocatedBytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** Products and sums with kernels; layer norm, tanh, softmax and a reduction without. */
  private static SDVariable loss(GraphScope scope, int width) {
    SameDiff sd = scope.sameDiff();
    SDVariable x = scope.input("x", scope.dataType(), scope.rows(), width);
    SDVariable w = scope.parameter("w", Initialisation.normal(1), width, width);
    SDVariable bias = scope.parameter("bias", Initialisation.normal(1), width);
    SDVariable gain = scope.parameter("gain", Initialisation.constant(1), width);
    SDVariable h = sd.math().tanh(sd.mmul(x, w).add(bias));
    SDVariable normed = sd.nn().layerNorm(h, gain, false, 1);
    SDVariable mixed = sd.nn().softmax(sd.mmul(normed, w), 1).mul(h);
    return sd.math().square(mixed).mean(1).sum(0);
  }

  private static PlanOptions withKernels(GraphScope scope) {
    Assumptions.assumeTrue(
        KernelSet.available().find("matmul").isPresent(),
        "kernels need the JVM option --add-modules jdk.incubator.vector");
    Parameters parameters = new Parameters(scope.parameters());
    parameters.initialise(1);
    return new PlanOptions(
        KernelSet.available(),
        KernelContext.wholeSequences(Workers.of(1)),
        Optional.of(parameters),
        Optional.of(new Storage(parameters.values().length)),
        new Storage(0));
  }

  @Test
  void runsWithKernelsMakeNoTensors(TestReporter report) {
    GraphScope scope = GraphScope.onParameters(8, 64);
    SDVariable loss = loss(scope, 32);
    try (ExecutionPlan plan =
        ExecutionPlan.compile(scope, Map.of("loss", loss), Optional.of(loss), withKernels(scope))) {
      // No bound: until the compiler has seen a kernel often enough, its vectors are objects.
      long bytes = bytesOfSteadyRun(plan);
      report.publishEntry("bytes of Java objects a run", Long.toString(bytes));
    }
  }

  @Test
  void runsThroughNd4jAloneMakeNoTensors(TestReporter report) {
    GraphScope scope = GraphScope.root(DataType.DOUBLE, 8, 64);
    SDVariable loss = loss(scope, 32);
    try (ExecutionPlan plan =
        ExecutionPlan.compile(
            scope, Map.of("loss", loss), Optional.of(loss), PlanOptions.plain())) {
      long bytes = bytesOfSteadyRun(plan);
      report.publishEntry("bytes of Java objects a run", Long.toString(bytes));
      long bound = plan.size() * BYTES_PER_NATIVE_OP;
      assertTrue(bytes < bound, bytes + " bytes per run, allowed " + bound + plan.describe());
    }
  }

  private static long bytesOfSteadyRun(ExecutionPlan plan) {
    plan.set("x", new float[512 * 32]);
    for (int i = 0; i < 20; i++) {
      plan.run();
    }
    long arrays = arrays();
    long resources = nativeResources();
    long bytes = allocatedBytes();
    for (int i = 0; i < RUNS; i++) {
      plan.run();
    }
    long perRun = (allocatedBytes() - bytes) / RUNS;
    assertEquals(
        1 + HEADERS_PER_RUN * RUNS, nativeResources() - resources, "buffers, this count included");
    assertEquals(1, arrays() - arrays, "INDArrays, this count included");
    return perRun;
  }
}
