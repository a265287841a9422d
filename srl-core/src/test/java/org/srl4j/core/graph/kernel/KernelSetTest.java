package org.srl4j.core.graph.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelSetTest {
  private static final KernelFactory FACTORY =
      new KernelFactory() {
        @Override
        public Optional<List<long[]>> outputShapes(Call call) {
          return Optional.empty();
        }

        @Override
        public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
          throw new UnsupportedOperationException();
        }
      };

  private final KernelSet all =
      KernelSet.of(Map.of("swiglu", FACTORY, "swiglu_grad", FACTORY, "add", FACTORY));

  @Test
  void aKernelIsSwitchedOffWithItsGradient() {
    KernelSet some = all.without("-swiglu");
    assertTrue(some.find("swiglu").isEmpty());
    assertTrue(some.find("swiglu_grad").isEmpty());
    assertTrue(some.find("add").isPresent());
  }

  @Test
  void noneSwitchesAllOffAndBlankNone() {
    assertTrue(all.without("none").find("add").isEmpty());
    assertTrue(all.without(" ").find("swiglu").isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"swiglu", "-swish", "-swiglu,add", "-"})
  void anythingElseIsAnError(String setting) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> all.without(setting));
    assertEquals("srl4j.kernels: must be none", e.getMessage().substring(0, 27));
  }
}
