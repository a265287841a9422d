package org.srl4j.models.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.graph.GraphBlock;
import org.srl4j.core.graph.GraphScope;

/**
 * Causal self-attention with grouped key/value heads and rotary positions (Vaswani et al.,
 * arXiv:1706.03762, eq. 1; Ainslie et al., arXiv:2305.13245). Every position sees itself and those
 * before it, or of these the last of a window (Beltagy et al., arXiv:2004.05150), so padding on the
 * right is never seen; in a packed row, what its layout says. With a norm on every head of q and k
 * where the sizes say so (Henry et al., arXiv:2010.04245, with gains as in Qwen3). Input and output
 * [B, T, C].
 *
 * <p>Axes: B = batch, T = positions, H = query heads, K = key/value heads, D = head size, C =
 * hidden.
 *
 * @param config sizes
 * @param layer whose form {@link AttentionForm} tells, from 0
 */
public record CausalSelfAttention(DecoderConfig config, int layer) implements GraphBlock {
  private static final double INVISIBLE = -1e9;

  @Override
  public SDVariable define(GraphScope scope, SDVariable x) {
    int b = scope.batch();
    int t = scope.length();
    SDVariable rows = x.reshape(b * t, config.hiddenSize());
    int queries = config.heads() * config.headSize();
    int keys = config.keyValueHeads() * config.headSize();
    SDVariable q = project(scope, "q_proj", rows, queries).reshape(b, t, queries);
    SDVariable k = project(scope, "k_proj", rows, keys).reshape(b, t, keys);
    SDVariable v = project(scope, "v_proj", rows, keys).reshape(b, t, keys);
    SDVariable places = place(scope, "q_norm", q, config.heads());
    SDVariable y = attend(scope, places, place(scope, "k_norm", k, config.keyValueHeads()), v);
    double deviation = 1 / Math.sqrt(queries * 2.0 * config.layers());
    SDVariable out =
        new Linear(queries, config.hiddenSize(), false, deviation)
            .define(scope.child("o_proj"), y.reshape(b * t, queries));
    return out.reshape(b, t, config.hiddenSize());
  }

  private SDVariable project(GraphScope scope, String name, SDVariable rows, int out) {
    double deviation = 1 / Math.sqrt(config.hiddenSize());
    return new Linear(config.hiddenSize(), out, config.attentionBias(), deviation)
        .define(scope.child(name), rows);
  }

  /** Queries or keys, normalised and rotated as the layer's form says; [B, T, heads * D]. */
  private SDVariable place(GraphScope scope, String norm, SDVariable x, int heads) {
    int d = config.headSize();
    AttentionForm form = config.attention();
    SDVariable y = x;
    if (form.normalised()) {
      y =
          new RmsNorm(d, config.normEpsilon())
              .define(scope.child(norm), x.reshape((long) scope.rows() * heads, d))
              .reshape(scope.batch(), scope.length(), heads * d);
    }
    return form.rotates(layer)
        ? new RotaryEmbedding(heads, d, config.ropeBase(), form.scaling()).define(scope, y)
        : y;
  }

  private SDVariable attend(GraphScope scope, SDVariable q, SDVariable k, SDVariable v) {
    Map<String, Double> attributes =
        Map.of(
            "heads", (double) config.heads(),
            "kv_heads", (double) config.keyValueHeads(),
            "head_size", (double) config.headSize(),
            "window", (double) window());
    List<SDVariable> inputs = new ArrayList<>(List.of(q, k, v));
    scope.layout().ifPresent(layout -> inputs.add(layout.visible()));
    return scope.region("causal_attention", attributes, inputs, () -> compose(scope, q, k, v));
  }

  private int window() {
    return config.attention().windowOf(layer);
  }

  private SDVariable compose(GraphScope scope, SDVariable q, SDVariable k, SDVariable v) {
    SameDiff sd = scope.sameDiff();
    int b = scope.batch();
    int t = scope.length();
    SDVariable queries = q.reshape(b, t, config.heads(), config.headSize()).permute(0, 2, 1, 3);
    SDVariable scores =
        sd.mmul(queries, repeated(sd, k, b, t), false, true, false) // [B, H, T, T]
            .mul(scope.constant(1 / Math.sqrt(config.headSize())))
            .add(
                scope
                    .layout()
                    .map(layout -> layout.mask(scope, window()))
                    .orElseGet(() -> mask(scope, t)));
    SDVariable mixed = sd.mmul(sd.nn().softmax(scores, 3), repeated(sd, v, b, t)); // [B, H, T, D]
    return mixed.permute(0, 2, 1, 3).reshape(b, t, config.heads() * config.headSize());
  }

  /** [B, T, K * D] to [B, H, T, D], every key/value head repeated for its query heads. */
  private SDVariable repeated(SameDiff sd, SDVariable x, int b, int t) {
    int group = config.heads() / config.keyValueHeads();
    SDVariable heads = x.reshape(b, t, config.keyValueHeads(), 1, config.headSize());
    SDVariable all = group == 1 ? heads : sd.tile(heads, 1, 1, 1, group, 1);
    return all.reshape(b, t, config.heads(), config.headSize()).permute(0, 2, 1, 3);
  }

  /** 0 where a key is visible, -1e9 where it is not; [1, 1, T, T]. */
  private SDVariable mask(GraphScope scope, int t) {
    INDArray mask = Nd4j.create(scope.dataType(), 1, 1, t, t);
    for (int i = 0; i < t; i++) {
      for (int j = 0; j < t; j++) {
        if (j > i || window() > 0 && j <= i - window()) {
          mask.putScalar(new int[] {0, 0, i, j}, INVISIBLE);
        }
      }
    }
    return scope.sameDiff().constant(mask);
  }
}
