package org.srl4j.models.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.kernel.DecodingState;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.plan.ExecutionPlan;
import org.srl4j.core.graph.plan.PlanOptions;
import org.srl4j.models.decoder.Decoder;

/** The plans that sampling runs. The incremental ones share one state, whatever the temperature. */
final class DecodingPlans implements AutoCloseable {
  /** Output [B * T, V], nats. */
  static final String LOG_PROBS = "log_probs";

  /** Output [B * T, V]. */
  static final String PROBS = "probs";

  /** Positions of a prompt that a row of a prefill run computes. */
  static final int CHUNK = 16;

  private final PolicyModel model;
  private final DecodingState state;
  private final PlanCache prefill;
  private final Map<Double, PlanCache> decode = new LinkedHashMap<>();
  private final Map<Double, PlanCache> whole = new LinkedHashMap<>();

  DecodingPlans(PolicyModel model, DecodingState state) {
    this.model = model;
    this.state = state;
    this.prefill = new PlanCache(shape -> compile(shape, Optional.of(state), Optional.empty()));
  }

  /** Keys and values of {@link #CHUNK} positions a row; no distribution. */
  ExecutionPlan prefill(int rows) {
    return prefill.get(rows, CHUNK);
  }

  /** The distribution after one more position a row. */
  ExecutionPlan decode(int rows, double temperature) {
    return decode.computeIfAbsent(temperature, t -> cache(Optional.of(state), t)).get(rows, 1);
  }

  /** All distributions of one sequence, without a state. */
  ExecutionPlan whole(int length, double temperature) {
    return whole.computeIfAbsent(temperature, t -> cache(Optional.empty(), t)).get(1, length);
  }

  private PlanCache cache(Optional<DecodingState> decoding, double temperature) {
    return new PlanCache(shape -> compile(shape, decoding, Optional.of(temperature)));
  }

  private ExecutionPlan compile(
      PlanCache.Shape shape, Optional<DecodingState> decoding, Optional<Double> temperature) {
    GraphScope scope = GraphScope.onParameters(shape.batch(), shape.length());
    Decoder decoder = model.define(scope);
    Map<String, SDVariable> outputs = new LinkedHashMap<>();
    if (temperature.isPresent()) {
      List<SDVariable> distribution =
          decoder
              .head(temperature.get())
              .distribution(scope, decoder.hidden(), decoder.headWeight());
      outputs.put(LOG_PROBS, distribution.get(0));
      outputs.put(PROBS, distribution.get(1));
    } else {
      outputs.put("hidden", decoder.hidden());
    }
    PlanOptions options =
        new PlanOptions(
            model.kernels(),
            new KernelContext(model.workers(), decoding),
            Optional.of(model.parameters()),
            Optional.empty(),
            model.arena());
    return ExecutionPlan.compile(scope, outputs, Optional.empty(), options);
  }

  @Override
  public void close() {
    prefill.close();
    decode.values().forEach(PlanCache::close);
    whole.values().forEach(PlanCache::close);
  }
}
