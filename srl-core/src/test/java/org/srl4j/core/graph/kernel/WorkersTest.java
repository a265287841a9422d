package org.srl4j.core.graph.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkersTest {

  @ParameterizedTest
  @CsvSource({"1,10,4", "2,10,4", "3,100,1", "4,3,1", "2,0,8", "2,7,8"})
  void everyRowIsDoneOnce(int threads, int rows, int grain) {
    int[] done = new int[rows];
    try (Workers workers = Workers.of(threads)) {
      assertEquals(threads, workers.threads());
      workers.forRows(
          rows,
          grain,
          (from, to) -> {
            assertEquals(0, from % grain);
            for (int i = from; i < to; i++) {
              done[i]++;
            }
          });
    }
    int[] once = new int[rows];
    Arrays.fill(once, 1);
    assertArrayEquals(once, done);
  }

  @Test
  void aFailureInAnotherThreadIsNotLost() {
    try (Workers workers = Workers.of(2)) {
      Exception e =
          assertThrows(
              IllegalStateException.class,
              () ->
                  workers.forRows(
                      2,
                      1,
                      (from, to) -> {
                        if (from == 1) {
                          throw new ArrayIndexOutOfBoundsException("row 1");
                        }
                      }));
      assertEquals("a kernel failed", e.getMessage());
      assertEquals("row 1", e.getCause().getMessage());
    }
  }

  @Test
  void noThreadsAreRejected() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Workers.of(0));
    assertEquals("threads: must be at least 1, got 0", e.getMessage());
  }
}
