package org.srl4j.models.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.plan.ExecutionPlan;
import org.srl4j.core.graph.plan.PlanOptions;

class DropoutMaskTest {
  private static final double RATE = 0.3;
  private static final int ROWS = 64;
  private static final int COLUMNS = 100;

  /** 6400 draws: six standard deviations of a share are 6 sqrt(0.3 * 0.7 / 6400) = 0.034. */
  private static final double SIX_SIGMA = 0.035;

  /** Of 100 or 64 draws: 6 sqrt(0.21 / 64) = 0.34. */
  private static final double SIX_SIGMA_OF_A_LINE = 0.35;

  private static double[] mask(long update, String layer) {
    GraphScope scope = GraphScope.root(DataType.DOUBLE, 1, ROWS);
    SDVariable mask = new DropoutMask(RATE).of(scope.child("l").child(layer), COLUMNS);
    try (ExecutionPlan plan =
        ExecutionPlan.compile(scope, Map.of("m", mask), Optional.empty(), PlanOptions.plain())) {
      float[] keys = new float[ROWS];
      for (int i = 0; i < ROWS; i++) {
        keys[i] = DropoutMask.key(update, 2, i);
      }
      plan.set(DropoutMask.KEYS, keys);
      plan.run();
      return plan.outputValues("m");
    }
  }

  @Test
  void theGraphComputesWhatItsDefinitionSays() {
    double[] mask = mask(5, "q");
    for (int i = 0; i < mask.length; i++) {
      boolean kept =
          DropoutMask.keeps(RATE, DropoutMask.key(5, 2, i / COLUMNS), "l.q", i % COLUMNS);
      assertEquals(kept ? 1 / 0.7 : 0, mask[i], 1e-15, "element " + i);
    }
  }

  @Test
  void theShareDroppedIsTheRateAlongBothAxes() {
    double[] mask = mask(5, "q");
    int all = 0;
    int[] rows = new int[ROWS];
    int[] columns = new int[COLUMNS];
    for (int i = 0; i < mask.length; i++) {
      int dropped = mask[i] == 0 ? 1 : 0;
      all += dropped;
      rows[i / COLUMNS] += dropped;
      columns[i % COLUMNS] += dropped;
    }
    assertEquals(RATE, all / (double) mask.length, SIX_SIGMA);
    for (int row : rows) {
      assertEquals(RATE, row / (double) COLUMNS, SIX_SIGMA_OF_A_LINE);
    }
    for (int column : columns) {
      assertEquals(RATE, column / (double) ROWS, SIX_SIGMA_OF_A_LINE);
    }
  }

  @Test
  void updatesAndLayersHaveMasksOfTheirOwn() {
    double[] mask = mask(5, "q");
    for (double[] other : new double[][] {mask(6, "q"), mask(5, "k")}) {
      int both = 0;
      for (int i = 0; i < mask.length; i++) {
        both += mask[i] == 0 && other[i] == 0 ? 1 : 0;
      }
      // Independent: 0.3 * 0.3 of all are dropped in both.
      assertEquals(RATE * RATE, both / (double) mask.length, SIX_SIGMA);
    }
    assertTrue(java.util.Arrays.equals(mask, mask(5, "q")), "the same update, another mask");
  }
}
