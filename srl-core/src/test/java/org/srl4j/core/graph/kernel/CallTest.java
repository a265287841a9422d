package org.srl4j.core.graph.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallTest {
  private static final Call CALL =
      new Call("rotary", Map.of("base", 100.0), List.of(new long[] {2, 3, 4}));

  @Test
  void sizesCountFromEitherEnd() {
    assertEquals(2, CALL.size(0, 0));
    assertEquals(4, CALL.size(0, -1));
    assertEquals(24, CALL.elements(0));
    assertEquals(6, CALL.rows(0)); // 2 * 3
  }

  @Test
  void aMissingAttributeIsNamed() {
    assertEquals(100, CALL.integer("base"));
    assertEquals(7, CALL.number("direction", 7));
    Exception e = assertThrows(IllegalArgumentException.class, () -> CALL.number("head_size"));
    assertEquals("rotary: attribute head_size is missing; there are [base]", e.getMessage());
  }

  @Test
  void noKernelsMeansNone() {
    assertTrue(KernelSet.none().find("matmul").isEmpty());
  }
}
