package org.srl4j.models.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

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
}
