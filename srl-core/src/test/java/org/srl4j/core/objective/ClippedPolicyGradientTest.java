package org.srl4j.core.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;
import org.srl4j.core.graph.plan.ExecutionPlan;
import org.srl4j.core.graph.plan.PlanOptions;

class ClippedPolicyGradientTest {

  @Nested
  class WithoutKl extends ObjectiveContract {
    @Override
    protected Objective objective() {
      return ClippedPolicyGradient.defaults();
    }
  }

  @Nested
  class WithKl extends ObjectiveContract {
    @Override
    protected Objective objective() {
      return new ClippedPolicyGradient(0.2, 0.28, 0.3);
    }
  }

  /** Loss and d loss / d tokenLogProb of one token with weight 1 and old log-probability 0. */
  private static double[] lossAndGradient(
      ClippedPolicyGradient objective, double ratio, float advantage, float reference) {
    GraphScope scope = GraphScope.root(DataType.DOUBLE, 1, 1);
    SDVariable current = scope.parameter("current", Initialisation.constant(0), 1);
    current.getArr().data().put(0, Math.log(ratio));
    SDVariable loss = objective.define(scope, current);
    try (ExecutionPlan plan =
        ExecutionPlan.compile(
            scope, Map.of("loss", loss), Optional.of(loss), PlanOptions.plain())) {
      plan.set(Objective.TOKEN_WEIGHT, new float[] {1});
      plan.set(Objective.ADVANTAGE, new float[] {advantage});
      plan.set(Objective.OLD_TOKEN_LOG_PROB, new float[] {0});
      if (objective.needsReference()) {
        plan.set(Objective.REFERENCE_TOKEN_LOG_PROB, new float[] {reference});
      }
      plan.run();
      return new double[] {plan.outputValues("loss")[0], plan.gradientValues("current")[0]};
    }
  }

  /** Loss -min(r A, clip(r, 0.8, 1.2) A); its gradient by log r is -r A, or 0 where clipped. */
  @ParameterizedTest
  @CsvSource({
    "1.0,  2, -2.0, -2.0", // on-policy: the plain policy gradient
    "1.1,  2, -2.2, -2.2",
    "1.5,  2, -2.4,  0.0", // 1.2 * 2: raising a good token further earns nothing
    "1.5, -2,  3.0,  3.0", // a bad token that rose is always pushed back
    "0.5,  2, -1.0, -1.0", // a good token that fell is always pulled back
    "0.5, -2,  1.6,  0.0", // 0.8 * 2
    "1.5,  0,  0.0,  0.0",
  })
  void theTableOfThePaper(double ratio, float advantage, double loss, double gradient) {
    double[] actual = lossAndGradient(ClippedPolicyGradient.defaults(), ratio, advantage, 0);
    assertEquals(loss, actual[0], 1e-7); // the clip range's 0.2 is kept in single precision
    assertEquals(gradient, actual[1], 1e-12);
  }

  @Test
  void klPenaltyIsTheThirdEstimator() {
    // ratio 1, A 0: only the penalty is left. d = reference - current = ln 2 - 0:
    // 0.5 (e^d - d - 1) = 0.5 (2 - 0.6931472 - 1) = 0.1534264; by current: 0.5 (1 - e^d) = -0.5
    ClippedPolicyGradient objective = new ClippedPolicyGradient(0.2, 0.2, 0.5);
    double[] actual = lossAndGradient(objective, 1, 0, (float) Math.log(2));
    assertEquals(0.1534264, actual[0], 1e-7);
    assertEquals(-0.5, actual[1], 1e-7);
  }

  @Test
  void onlyAPenaltyNeedsAReference() {
    assertFalse(ClippedPolicyGradient.defaults().needsReference());
    assertTrue(new ClippedPolicyGradient(0.2, 0.2, 1e-3).needsReference());
    assertFalse(new NegativeLogLikelihood().needsReference());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.2, 0, epsilon",
    "1.1, 0.2, 0, epsilon",
    "0.2, 0, 0, epsilonHigh",
    "0.2, 0.2, -1, beta",
    "NaN, 0.2, 0, epsilon"
  })
  void valuesOutOfRangeAreRejected(double low, double high, double kl, String field) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> new ClippedPolicyGradient(low, high, kl));
    assertTrue(e.getMessage().startsWith(field + ": must be"), e.getMessage());
  }
}
