package org.srl4j.core.graph.kernel.vector;

import java.util.Map;
import org.srl4j.core.graph.kernel.KernelSet;

/** The kernels of this package by kind. */
public final class VectorKernels {
  private VectorKernels() {}

  /** All kernels. */
  public static KernelSet create() {
    return KernelSet.of(
        Map.ofEntries(
            Map.entry("matmul", new MatMul()),
            Map.entry("add", new Elementwise(false)),
            Map.entry("multiply", new Elementwise(true)),
            Map.entry("sum_rows", new SumRows()),
            Map.entry("rms_norm", new RmsNorm()),
            Map.entry("rms_norm_grad", new RmsNormGradient()),
            Map.entry("rotary", new Rotary()),
            Map.entry("causal_attention", new CausalAttention()),
            Map.entry("causal_attention_grad", new CausalAttentionGradient()),
            Map.entry("swiglu", new SwiGlu(false)),
            Map.entry("swiglu_grad", new SwiGlu(true)),
            Map.entry("embedding", new Embedding(false)),
            Map.entry("embedding_grad", new Embedding(true)),
            Map.entry("log_softmax", new LogSoftmax()),
            Map.entry("token_log_prob", new TokenLogProb(false)),
            Map.entry("token_log_prob_grad", new TokenLogProb(true))));
  }
}
