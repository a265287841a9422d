package org.srl4j.core.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  @Test
  void ranksAreNearestRanks() {
    // 200 lengths 1..200: ranks ceil(0.5 * 200) = 100, ceil(0.9 * 200) = 180, ceil(0.99 * 200) =
    // 198.
    assertEquals(
        new Quantiles(200, 1, 100, 180, 198, 200),
        Quantiles.of(IntStream.rangeClosed(1, 200).map(i -> 201 - i).toArray()));
  }

  @Test
  void oneLengthIsEveryQuantile() {
    assertEquals(new Quantiles(1, 4, 4, 4, 4, 4), Quantiles.of(4));
  }

  @Test
  void noLengthIsRejected() {
    assertThrows(IllegalArgumentException.class, () -> Quantiles.of());
  }
}
