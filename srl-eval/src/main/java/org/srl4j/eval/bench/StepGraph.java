package org.srl4j.eval.bench;

import java.util.Random;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.objective.NegativeLogLikelihood;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.block.LanguageModelHead;
import org.srl4j.models.decoder.Decoder;

/**
 * The graph of a train step with its parameters: mean negative log-likelihood of all tokens.
 *
 * @param scope the graph
 * @param loss scalar
 * @param parameters freshly drawn
 */
record StepGraph(GraphScope scope, SDVariable loss, Parameters parameters) {
  private static final long SEED = 20_251_022;
  private static final String TARGETS = "bench_targets";

  /** Defines it in an empty graph. */
  static StepGraph define(GraphScope scope, BenchSize size) {
    DecoderConfig config = size.config();
    Decoder decoder = Decoder.define(scope, config);
    SDVariable targets = scope.input(TARGETS, DataType.INT32, scope.rows());
    LanguageModelHead.Scores scores =
        new LanguageModelHead(config.vocabularySize(), 1)
            .score(scope, decoder.hidden(), decoder.headWeight(), targets);
    SDVariable loss = new NegativeLogLikelihood().define(scope, scores.tokenLogProb());
    Parameters parameters = new Parameters(scope.parameters());
    parameters.initialise(SEED);
    return new StepGraph(scope, loss, parameters);
  }

  /** The input of target ids, [N]. */
  static String targetsName() {
    return TARGETS;
  }

  /** Ids that go in, [B * T]. */
  static int[] tokens(BenchSize size) {
    return draw(size, SEED + 1, size.batch() * size.length());
  }

  /** Ids that are to be predicted, [B * T]. */
  static int[] targets(BenchSize size) {
    return draw(size, SEED + 2, size.batch() * size.length());
  }

  /** Ids of all prompts, one after the other. */
  static int[] prompts(BenchSize size) {
    return draw(size, SEED + 3, BenchSize.PROMPTS * BenchSize.PROMPT_LENGTH);
  }

  private static int[] draw(BenchSize size, long seed, int count) {
    return new Random(seed).ints(count, 0, size.config().vocabularySize()).toArray();
  }
}
