package org.srl4j.models.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TensorTest {
  @Test
  void shapeThatDoesNotFitTheDataIsRefused() {
    assertEquals(
        "data of w: shape [2, 3] needs 6 values, got 5", fault(new long[] {2, 3}, new float[5]));
    assertEquals(
        "shape of w: sizes must be at least 0 with a product below 2^31, got [-1, -1]",
        fault(new long[] {-1, -1}, new float[1]));
    assertEquals(
        "shape of w: sizes must be at least 0 with a product below 2^31, got [65536, 65536]",
        fault(new long[] {65536, 65536}, new float[0]));
  }

  private static String fault(long[] shape, float[] data) {
    return assertThrows(IllegalArgumentException.class, () -> new Tensor("w", shape, data))
        .getMessage();
  }
}
