package org.srl4j.models.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DecoderConfigTest {

  private static void assertRejected(
      String message, int vocabulary, int keyValueHeads, int headSize, double ropeBase) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new DecoderConfig(
                    vocabulary,
                    8,
                    8,
                    1,
                    4,
                    keyValueHeads,
                    headSize,
                    ropeBase,
                    1e-5,
                    false,
                    false,
                    16));
    assertEquals(message, e.getMessage());
  }

  @Test
  void sizesThatDoNotFitAreRejected() {
    assertRejected("vocabularySize: must be at least 2, got 1", 1, 2, 6, 100);
    assertRejected("keyValueHeads: must divide heads 4, got 3", 9, 3, 6, 100);
    assertRejected("headSize: must be even, got 5", 9, 2, 5, 100);
    assertRejected("ropeBase, normEpsilon: must be above 0, got 0.0, 1.0E-5", 9, 2, 6, 0);
  }

  @Test
  void layersOfAFormMustBeThere() {
    DecoderConfig sizes = DecoderConfig.tiny(9, 8); // 2 layers
    AttentionForm plain = AttentionForm.PLAIN;
    assertEquals(3, sizes.withAttention(plain.withWindow(3, 2)).attention().window());
    for (Executable wrong :
        List.<Executable>of(
            () -> sizes.withAttention(plain.withWindow(3, 3)),
            () -> plain.withWindow(0, 2),
            () -> plain.withWindow(3, 0),
            () -> new AttentionForm(RotaryScaling.NONE, false, 0, List.of(), List.of(-1)))) {
      assertThrows(IllegalArgumentException.class, wrong);
    }
  }
}
