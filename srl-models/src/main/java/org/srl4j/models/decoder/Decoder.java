package org.srl4j.models.decoder;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.block.LanguageModelHead;
import org.srl4j.models.block.LayerDesign;
import org.srl4j.models.block.RmsNorm;
import org.srl4j.models.block.TokenEmbedding;

/**
 * A decoder as one SameDiff graph for a fixed batch and length. Variables are defined once and
 * compiled only when somebody asks a plan for them. Parameter names are Hugging Face's. Where a
 * block begins or ends is a boundary for plans that recompute.
 *
 * <p>Axes: B = sequences, T = positions, N = B * T, C = hidden, V = vocabulary.
 *
 * @param scope the graph
 * @param config sizes
 * @param hidden [N, C], after the last norm
 * @param headWeight [V, C]
 */
public record Decoder(
    GraphScope scope, DecoderConfig config, SDVariable hidden, SDVariable headWeight) {
  /** Name of the input of token ids, [B, T]. */
  public static final String IDS = "ids";

  /** Name of the input of target ids, [N]. */
  public static final String TARGETS = "targets";

  private static final double EMBEDDING_DEVIATION = 0.5;

  /**
   * Defines the graph with the stock layers.
   *
   * @param scope an empty graph for B sequences of T positions
   * @param config sizes
   */
  public static Decoder define(GraphScope scope, DecoderConfig config) {
    return define(scope, config, LayerDesign.STOCK);
  }

  /**
   * Defines the graph.
   *
   * @param scope an empty graph for B sequences of T positions
   * @param config sizes
   * @param design what the layers are made of
   */
  public static Decoder define(GraphScope scope, DecoderConfig config, LayerDesign design) {
    SDVariable ids = scope.input(IDS, DataType.INT32, scope.batch(), scope.length());
    GraphScope model = scope.child("model");
    SDVariable x = scope.boundary(embedding(config).define(model.child("embed_tokens"), ids));
    for (int layer = 0; layer < config.layers(); layer++) {
      GraphScope block = model.child("layers").child("" + layer);
      x = scope.boundary(design.layer(config, layer).define(block, x));
    }
    SDVariable hidden =
        new RmsNorm(config.hiddenSize(), config.normEpsilon())
            .define(model.child("norm"), x.reshape(scope.rows(), config.hiddenSize()));
    return headOnly(scope, config, hidden);
  }

  /**
   * The head alone, on states that come from elsewhere.
   *
   * @param scope the graph
   * @param config sizes
   * @param hidden [N, C], after the last norm
   */
  public static Decoder headOnly(GraphScope scope, DecoderConfig config, SDVariable hidden) {
    SDVariable head =
        config.tiedHead()
            ? embedding(config).table(scope.child("model").child("embed_tokens"))
            : scope
                .child("lm_head")
                .parameter(
                    "weight",
                    Initialisation.normal(1 / Math.sqrt(config.hiddenSize())),
                    config.vocabularySize(),
                    config.hiddenSize());
    return new Decoder(scope, config, hidden, head);
  }

  private static TokenEmbedding embedding(DecoderConfig config) {
    return new TokenEmbedding(config.vocabularySize(), config.hiddenSize(), deviation(config));
  }

  /** Names, shapes and initialisations of a decoder's parameters; nothing large is allocated. */
  public static List<ParameterSpec> parameters(DecoderConfig config) {
    return parameters(config, LayerDesign.STOCK);
  }

  /** The same for layers of another design. */
  public static List<ParameterSpec> parameters(DecoderConfig config, LayerDesign design) {
    GraphScope scope = GraphScope.onParameters(1, 2);
    define(scope, config, design);
    return scope.parameters();
  }

  /** A tied head needs rows of length 1, or its first logits are far from 0. */
  private static double deviation(DecoderConfig config) {
    return config.tiedHead() ? 1 / Math.sqrt(config.hiddenSize()) : EMBEDDING_DEVIATION;
  }

  /** Log-probabilities of the input {@link #TARGETS}. */
  public LanguageModelHead.Scores scores(double temperature) {
    SDVariable targets = scope.input(TARGETS, DataType.INT32, scope.rows());
    return head(temperature).score(scope, hidden, headWeight, targets);
  }

  /** The head at a temperature. */
  public LanguageModelHead head(double temperature) {
    return new LanguageModelHead(config.vocabularySize(), temperature);
  }
}
