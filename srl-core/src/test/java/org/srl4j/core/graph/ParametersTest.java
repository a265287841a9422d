package org.srl4j.core.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.kernel.Slice;

class ParametersTest {
  private static Parameters parameters() {
    return new Parameters(
        List.of(
            new ParameterSpec("a", new long[] {2, 50}, Initialisation.normal(0.5)),
            new ParameterSpec("b", new long[] {3}, Initialisation.constant(1))));
  }

  @Test
  void tensorsLieOneAfterTheOther() {
    Parameters parameters = parameters();
    assertEquals(103, parameters.values().length);
    assertEquals(100, parameters.slice("b").offset());
    assertEquals(3, parameters.slice("b").length());
    assertSame(parameters.values(), parameters.slice("a").data());
  }

  @Test
  void oneSeedGivesOneSetOfDraws() {
    Parameters first = parameters();
    Parameters again = parameters();
    Parameters other = parameters();
    first.initialise(1);
    again.initialise(1);
    other.initialise(2);
    assertArrayEquals(first.values(), again.values());
    assertNotEquals(first.values()[0], other.values()[0]);
    Slice b = first.slice("b");
    assertEquals(1, b.data()[b.offset()], 0f);
    double squares = 0;
    for (int i = 0; i < 100; i++) {
      squares += first.values()[i] * first.values()[i];
    }
    // variance 0.25; the mean of 100 squares has a deviation of 0.25 sqrt(2 / 100) = 0.035
    assertEquals(0.25, squares / 100, 0.1);
  }

  @Test
  void anUnknownNameIsNamed() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> parameters().slice("c"));
    assertEquals("no parameter c; there are [a, b]", e.getMessage());
  }

  @Test
  void childScopesLengthenNamesAndShareTheGraph() {
    GraphScope scope = GraphScope.onParameters(2, 3);
    GraphScope child = scope.child("layers").child("0");
    SDVariable w = child.parameter("w", Initialisation.constant(0), 2);
    assertEquals("layers.0.w", w.name());
    assertEquals("layers.0.w", scope.parameters().get(0).name());
    assertSame(w, child.parameter("w", Initialisation.constant(0), 2));
    assertSame(scope.sameDiff(), child.sameDiff());
    assertEquals(6, child.rows());
  }
}
