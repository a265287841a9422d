package org.srl4j.models.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.plan.ExecutionPlan;
import org.srl4j.core.graph.plan.PlanOptions;
import org.srl4j.core.policy.TokenScores;
import org.srl4j.models.decoder.Decoder;

/**
 * Whole distributions of a model over given sequences: the decoder runs once, the head on a few
 * rows at a time, so memory does not grow with length times vocabulary. Not thread-safe.
 */
public final class SequenceScorer implements AutoCloseable {
  private static final String HIDDEN = "hidden";
  private static final String LOG_PROBS = "log_probs";
  private static final int HEAD_ROWS = 32;

  private final PolicyModel model;
  private final PlanCache decoders;
  private final ExecutionPlan head;

  /** A scorer of a model's parameters as they are at every call. */
  public SequenceScorer(PolicyModel model) {
    this.model = model;
    this.decoders = new PlanCache(this::compileDecoder);
    this.head = compileHead();
  }

  /**
   * Scores one sequence.
   *
   * @param ids 1..maxLength token ids of the model's vocabulary
   * @throws IllegalArgumentException if there are too few or too many ids, or one is unknown
   */
  public TokenScores score(int[] ids) {
    int limit = model.config().maxLength();
    if (ids.length < 1 || ids.length > limit) {
      throw new IllegalArgumentException(
          "ids: must be 1 to " + limit + " (the model's longest sequence), got " + ids.length);
    }
    for (int id : ids) {
      if (id < 0 || id >= model.config().vocabularySize()) {
        throw new IllegalArgumentException(
            "ids: must be from 0 to " + (model.config().vocabularySize() - 1) + ", got " + id);
      }
    }
    int length = PlanCache.roundedLength(ids.length, limit);
    ExecutionPlan decoder = decoders.get(1, length);
    Slice input = decoder.input(Decoder.IDS);
    Arrays.fill(input.data(), input.offset(), input.offset() + input.length(), 0f);
    for (int t = 0; t < ids.length; t++) {
      input.data()[input.offset() + t] = ids[t];
    }
    decoder.run();
    Slice hidden = decoder.output(HIDDEN);
    int size = model.config().hiddenSize();
    float[] states =
        Arrays.copyOfRange(hidden.data(), hidden.offset(), hidden.offset() + ids.length * size);
    return scoreStates(ids, states);
  }

  private TokenScores scoreStates(int[] ids, float[] states) {
    int size = model.config().hiddenSize();
    TokenScores scores =
        new TokenScores(
            ids.clone(), new double[ids.length - 1], new int[ids.length], new double[ids.length]);
    for (int from = 0; from < ids.length; from += HEAD_ROWS) {
      int rows = Math.min(HEAD_ROWS, ids.length - from);
      Slice input = head.input(HIDDEN);
      System.arraycopy(states, from * size, input.data(), input.offset(), rows * size);
      head.run();
      for (int row = 0; row < rows; row++) {
        record(scores, from + row, head.output(LOG_PROBS), row);
      }
    }
    return scores;
  }

  private void record(TokenScores scores, int position, Slice logProbs, int row) {
    int size = model.config().vocabularySize();
    int begin = logProbs.offset() + row * size;
    int best = 0;
    double entropy = 0;
    for (int id = 0; id < size; id++) {
      double value = logProbs.data()[begin + id];
      best = value > logProbs.data()[begin + best] ? id : best;
      double share = Math.exp(value);
      entropy -= share == 0 ? 0 : share * value;
    }
    scores.likeliestIds()[position] = best;
    scores.entropies()[position] = entropy;
    if (position + 1 < scores.tokenIds().length) {
      int next = scores.tokenIds()[position + 1];
      scores.nextTokenLogProbs()[position] = logProbs.data()[begin + next];
    }
  }

  private ExecutionPlan compileDecoder(PlanCache.Shape shape) {
    GraphScope scope = GraphScope.onParameters(shape.batch(), shape.length());
    return compile(scope, HIDDEN, model.define(scope).hidden());
  }

  private ExecutionPlan compileHead() {
    GraphScope scope = GraphScope.onParameters(1, HEAD_ROWS);
    SDVariable hidden = scope.input(HIDDEN, DataType.FLOAT, HEAD_ROWS, model.config().hiddenSize());
    Decoder decoder = Decoder.headOnly(scope, model.config(), hidden);
    List<SDVariable> distribution =
        decoder.head(1).distribution(scope, hidden, decoder.headWeight());
    return compile(scope, LOG_PROBS, distribution.get(0));
  }

  private ExecutionPlan compile(GraphScope scope, String name, SDVariable output) {
    PlanOptions options =
        new PlanOptions(
            model.kernels(),
            KernelContext.wholeSequences(model.workers()),
            Optional.of(model.parameters()),
            Optional.empty(),
            model.arena());
    return ExecutionPlan.compile(scope, Map.of(name, output), Optional.empty(), options);
  }

  @Override
  public void close() {
    decoders.close();
    head.close();
  }
}
