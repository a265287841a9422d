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

/** Products [M, K] x [N, K]^T of a decoder's layers; 2 M N K floating-point operations each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class MatMulBenchmark {
  @Param({"2048x128x128", "2048x384x128", "2048x1024x128", "256x128x128", "2048x1408x512"})
  private String mnk;

  @Param({"1", "2"})
  private int threads;

  private Kernel kernel;

  @Setup
  public void bind() {
    String[] sizes = mnk.split("x");
    long m = Long.parseLong(sizes[0]);
    long n = Long.parseLong(sizes[1]);
    long k = Long.parseLong(sizes[2]);
    kernel =
        BoundKernel.of(
            new Call(
                "matmul",
                Map.of("transpose_a", 0.0, "transpose_b", 1.0),
                List.of(new long[] {m, k}, new long[] {n, k})),
            threads);
  }

  @Benchmark
  public void multiply() {
    kernel.run();
  }
}
