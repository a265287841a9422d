package org.srl4j.models.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.LinearAdapter;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.plan.ExecutionPlan;
import org.srl4j.core.graph.plan.PlanOptions;
import org.srl4j.models.block.LanguageModelHead;

/** Log-probabilities of given sequences, forward only. */
final class ScoringPlans implements AutoCloseable {
  private static final String TOKEN_LOG_PROB = "token_log_prob";
  private static final int TOKENS_PER_RUN = 2048;

  private final PolicyModel model;
  private final Weights weights;
  private final double temperature;
  private final PlanCache plans;

  ScoringPlans(PolicyModel model, double temperature) {
    this(model, new Weights(model.parameters(), model.adapter(false)), temperature);
  }

  /**
   * What a policy scores with.
   *
   * @param parameters of the layout of the model's
   * @param adapter what its linear layers add
   */
  record Weights(Parameters parameters, LinearAdapter adapter) {}

  /** Scores with other weights than the model's, e.g. a reference policy's. */
  ScoringPlans(PolicyModel model, Weights weights, double temperature) {
    this.model = model;
    this.weights = weights;
    this.temperature = temperature;
    this.plans = new PlanCache(this::compile);
  }

  private ExecutionPlan compile(PlanCache.Shape shape) {
    GraphScope scope = GraphScope.packedOnParameters(shape.length()).adapting(weights.adapter());
    LanguageModelHead.Scores scores = model.defineAs(scope).scores(temperature);
    PlanOptions options =
        new PlanOptions(
            model.kernels(),
            KernelContext.wholeSequences(model.workers()),
            Optional.of(weights.parameters()),
            Optional.empty(),
            model.arena());
    return ExecutionPlan.compile(
        scope, Map.of(TOKEN_LOG_PROB, scores.tokenLogProb()), Optional.empty(), options);
  }

  /** One [L] array a sequence, nats; entry 0 is 0. */
  List<float[]> tokenLogProbs(List<int[]> sequences) {
    float[][] result = new float[sequences.size()][];
    List<Integer> nothingShared = Collections.nCopies(sequences.size(), 0);
    Packing packing = new Packing(model.rowTokens(TOKENS_PER_RUN), model.config().maxLength());
    for (PackedRow row : packing.pack(sequences, nothingShared)) {
      ExecutionPlan plan = plans.get(1, row.length());
      row.writeTokens(plan, sequences);
      plan.run();
      Slice scores = plan.output(TOKEN_LOG_PROB);
      for (PackedRow.Segment segment : row.segments()) {
        float[] values = new float[segment.count()];
        int from = scores.offset() + segment.place();
        System.arraycopy(scores.data(), from, values, 1, values.length - 1);
        result[segment.member()] = values;
      }
    }
    return new ArrayList<>(List.of(result));
  }

  @Override
  public void close() {
    plans.close();
  }
}
