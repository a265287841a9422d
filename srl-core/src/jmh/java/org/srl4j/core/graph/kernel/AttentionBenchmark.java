package org.srl4j.core.graph.kernel;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Causal attention over whole sequences, forward; batch x positions x heads x head size. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class AttentionBenchmark {
  @Param({"16x128x4x32", "8x256x8x64"})
  private String bthd;

  @Param({"1", "2"})
  private int threads;

  private Kernel kernel;

  @Setup
  public void bind() {
    String[] sizes = bthd.split("x");
    int heads = Integer.parseInt(sizes[2]);
    int headSize = Integer.parseInt(sizes[3]);
    long[] shape = {Long.parseLong(sizes[0]), Long.parseLong(sizes[1]), (long) heads * headSize};
    kernel =
        BoundKernel.of(
            new Call(
                "causal_attention",
                Map.of(
                    "heads", (double) heads,
                    "kv_heads", (double) heads,
                    "head_size", (double) headSize),
                List.of(shape, shape, shape)),
            threads);
  }

  @Benchmark
  public void attend() {
    kernel.run();
  }
}
