package com.example.ideas;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.graph.GraphBlock;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.TokenLayout;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.block.Linear;
import org.srl4j.models.block.RotaryEmbedding;

/**
 * Causal attention that looks back a few positions only (Beltagy et al., arXiv:2004.05150, section
 * 3.1), with the parameters of the stock attention. Input and output [B, T, C].
 *
 * <p>Axes: B = batch, T = positions, H = heads, D = head size, C = hidden.
 *
 * @param config sizes; as many key and value heads as heads
 * @param width how many positions a position sees, itself among them, at least 1
 */
public record WindowAttention(DecoderConfig config, int width) implements GraphBlock {
  private static final double INVISIBLE = 1e9;

  /** Checks the width. */
  public WindowAttention {
    if (width < 1 || config.heads() != config.keyValueHeads()) {
      throw new IllegalArgumentException(
          "width: must be at least 1, and keyValueHeads equal to heads, got "
              + width
              + ", "
              + config.keyValueHeads());
    }
  }

  @Override
  public SDVariable define(GraphScope scope, SDVariable x) {
    SameDiff sd = scope.sameDiff();
    int c = config.hiddenSize();
    int inner = config.heads() * config.headSize();
    SDVariable rows = x.reshape(scope.rows(), c);
    SDVariable q = heads(scope, rotated(scope, project(scope, "q_proj", rows)));
    SDVariable k = heads(scope, rotated(scope, project(scope, "k_proj", rows)));
    SDVariable v = heads(scope, project(scope, "v_proj", rows));
    SDVariable scores =
        sd.mmul(q, k, false, true, false)
            .mul(scope.constant(1 / Math.sqrt(config.headSize())))
            .add(mask(scope));
    SDVariable mixed = sd.mmul(sd.nn().softmax(scores, 3), v).permute(0, 2, 1, 3);
    double deviation = 1 / Math.sqrt(inner * 2.0 * config.layers());
    return new Linear(inner, c, false, deviation)
        .define(scope.child("o_proj"), mixed.reshape(scope.rows(), inner))
        .reshape(scope.batch(), scope.length(), c);
  }

  private SDVariable project(GraphScope scope, String name, SDVariable rows) {
    int c = config.hiddenSize();
    int inner = config.heads() * config.headSize();
    return new Linear(c, inner, config.attentionBias(), 1 / Math.sqrt(c))
        .define(scope.child(name), rows)
        .reshape(scope.batch(), scope.length(), inner);
  }

  private SDVariable rotated(GraphScope scope, SDVariable x) {
    return new RotaryEmbedding(config.heads(), config.headSize(), config.ropeBase())
        .define(scope, x);
  }

  /** [B, T, H * D] to [B, H, T, D]. */
  private SDVariable heads(GraphScope scope, SDVariable x) {
    return x.reshape(scope.batch(), scope.length(), config.heads(), config.headSize())
        .permute(0, 2, 1, 3);
  }

  /**
   * 0 where a key is seen, at most -1e9 where not; [1, 1, T, T]. In a packed row the layout says
   * which tokens belong together and where in its own sequence each stands.
   */
  private SDVariable mask(GraphScope scope) {
    SameDiff sd = scope.sameDiff();
    int t = scope.length();
    SDVariable places =
        scope
            .layout()
            .map(TokenLayout::positions)
            .orElseGet(() -> sd.constant(Nd4j.arange(t)))
            .castTo(scope.dataType());
    SDVariable back = places.reshape(t, 1).sub(places.reshape(1, t));
    SDVariable near = number(scope, sd.lt(back, scope.constant(width)));
    SDVariable causal =
        scope
            .layout()
            .map(layout -> layout.mask(scope))
            .orElseGet(() -> hidden(scope, number(scope, sd.gte(back, scope.constant(0)))));
    return causal.add(hidden(scope, near));
  }

  private static SDVariable number(GraphScope scope, SDVariable truth) {
    return truth.castTo(scope.dataType());
  }

  /** 1 becomes 0 and 0 becomes -1e9. */
  private static SDVariable hidden(GraphScope scope, SDVariable seen) {
    int t = scope.length();
    return seen.sub(scope.constant(1)).mul(scope.constant(INVISIBLE)).reshape(1, 1, t, t);
  }
}
