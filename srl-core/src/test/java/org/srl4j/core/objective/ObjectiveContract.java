package org.srl4j.core.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.srl4j.core.data.Experience;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.plan.ExecutionPlan;
import org.srl4j.core.graph.plan.PlanOptions;
import org.srl4j.core.testing.GraphBlockContract;

/**
 * What every {@link Objective} promises; subclass it for one of your own. Beside what each graph
 * block promises (gradients, padding, kernels): the loss is a sum of weighted token losses, so that
 * a batch may be cut into micro-batches; a token without weight counts for nothing; metrics begin
 * anew with each update, are finite, and have names that {@code metrics.jsonl} can hold.
 */
public abstract class ObjectiveContract extends GraphBlockContract {
  private static final double ROUNDING = 1e-9;
  private static final float OLD = -2;

  /**
   * Ratios below, inside and above a clip range with advantages of both signs. None is within 0.01
   * of 0.8, 1, 1.2 or 1.28, where losses have kinks and central differences mean nothing.
   */
  private static final float[] RATIOS = {0.5f, 0.5f, 0.9f, 0.9f, 1.1f, 1.1f, 1.5f, 1.5f, 3f, 0.1f};

  private static final float[] ADVANTAGES = {1, -1, 2, -2, 0.5f, -0.5f, 1, -1, -0.7f, 0.3f};
  private static final float[] REFERENCES = {-2.5f, -1.5f, -2, -1, -3};

  /** The objective under test. */
  protected abstract Objective objective();

  /** Names of the inputs that its graph reads; imitation reads the weights alone. */
  protected Set<String> inputsRead() {
    Set<String> names =
        new LinkedHashSet<>(
            List.of(Objective.TOKEN_WEIGHT, Objective.ADVANTAGE, Objective.OLD_TOKEN_LOG_PROB));
    if (objective().needsReference()) {
      names.add(Objective.REFERENCE_TOKEN_LOG_PROB);
    }
    return names;
  }

  @Override
  protected List<SDVariable> define(GraphScope scope) {
    SDVariable tokenLogProb = floatInput(scope, "token_log_prob", scope.rows());
    return List.of(objective().define(scope, tokenLogProb));
  }

  @Override
  protected Map<String, float[]> inputs(int batch, int length) {
    Map<String, float[]> inputs = new HashMap<>();
    inputs.put(Objective.TOKEN_WEIGHT, TokenInputs.weights(batch, length, length()));
    inputs.put(Objective.ADVANTAGE, TokenInputs.table(ADVANTAGES, batch, length, length()));
    float[] old = new float[batch * length];
    Arrays.fill(old, OLD);
    inputs.put(Objective.OLD_TOKEN_LOG_PROB, old);
    inputs.put(
        Objective.REFERENCE_TOKEN_LOG_PROB, TokenInputs.table(REFERENCES, batch, length, length()));
    inputs.keySet().retainAll(inputsRead());
    return inputs;
  }

  @Override
  protected float[] values(ParameterSpec spec, int batch, int length) {
    float[] values = TokenInputs.table(RATIOS, batch, length, length());
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (OLD + Math.log(values[i]));
    }
    return values;
  }

  /** The loss of single tokens, by their weights. */
  private double loss(float... weights) {
    int n = weights.length;
    GraphScope scope = GraphScope.root(DataType.DOUBLE, 1, n);
    SDVariable current = scope.parameter("current", Initialisation.constant(0), n);
    for (int i = 0; i < n; i++) {
      current.getArr().data().put(i, OLD + Math.log(RATIOS[i % RATIOS.length]));
    }
    SDVariable loss = objective().define(scope, current);
    assertEquals(1, loss.getArr() == null ? 1 : loss.getArr().length(), "a scalar");
    try (ExecutionPlan plan =
        ExecutionPlan.compile(
            scope, Map.of("loss", loss), Optional.of(loss), PlanOptions.plain())) {
      Map<String, float[]> inputs = new HashMap<>();
      float[] old = new float[n];
      Arrays.fill(old, OLD);
      inputs.put(Objective.TOKEN_WEIGHT, weights);
      inputs.put(Objective.ADVANTAGE, TokenInputs.table(ADVANTAGES, 1, n, n));
      inputs.put(Objective.OLD_TOKEN_LOG_PROB, old);
      inputs.put(Objective.REFERENCE_TOKEN_LOG_PROB, TokenInputs.table(REFERENCES, 1, n, n));
      inputs.keySet().retainAll(inputsRead());
      inputs.forEach(plan::set);
      plan.run();
      return plan.outputValues("loss")[0];
    }
  }

  @Test
  void theLossIsASumOfWeightedTokenLosses() {
    double both = loss(0.25f, 0.5f, 0, 1);
    double parts = loss(0.25f, 0, 0, 0) + loss(0, 0.5f, 0, 0) + loss(0, 0, 0, 1);
    assertEquals(parts, both, ROUNDING);
    assertEquals(2 * both, loss(0.5f, 1, 0, 2), ROUNDING);
    assertEquals(0, loss(0, 0, 0, 0), ROUNDING);
    assertTrue(Double.isFinite(both), "finite");
  }

  @Test
  void metricsBeginAnewAreFiniteAndHaveNames() {
    assertNotSame(objective().metrics(), objective().metrics());
    Experience experience =
        new Experience(new int[] {0, 1, 2}, new float[] {0, 1, 1}, new float[] {0, -1, -2}, 0.5);
    Map<String, Double> once = means(experience);
    assertEquals(once, means(experience), "sums of an earlier update must not be left");
    once.forEach(
        (name, value) -> {
          assertTrue(name.matches("[a-z0-9_]+(/[a-z0-9_]+)*"), name);
          assertTrue(Double.isFinite(value), name);
        });
  }

  private Map<String, Double> means(Experience experience) {
    TokenMetrics metrics = objective().metrics();
    metrics.add(experience, 1, -1.1);
    metrics.add(experience, 2, -1.9);
    return metrics.means(2);
  }
}
