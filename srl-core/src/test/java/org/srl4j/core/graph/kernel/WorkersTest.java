package org.srl4j.core.graph.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
  void aFailureInTheCallersThreadComesOutAsItIsAfterTheOthersAreDone() {
    AtomicInteger done = new AtomicInteger();
    try (Workers workers = Workers.of(3)) {
      assertThrows(
          ArithmeticException.class,
          () ->
              workers.forRows(
                  3,
                  1,
                  (from, to) -> {
                    if (from == 0) {
                      throw new ArithmeticException();
                    }
                    done.incrementAndGet();
                  }));
      assertEquals(2, done.get());
      workers.forRows(3, 1, (from, to) -> done.addAndGet(to - from)); // they still work
      assertEquals(5, done.get());
    }
  }

  @Test
  void aLoopWithinALoopIsDoneByItsCaller() {
    int[] done = new int[8];
    try (Workers workers = Workers.of(2)) {
      workers.forRows(
          2,
          1,
          (from, to) ->
              workers.forRows(
                  4,
                  1,
                  (a, b) -> {
                    for (int i = a; i < b; i++) {
                      done[from * 4 + i]++;
                    }
                  }));
    }
    assertArrayEquals(new int[] {1, 1, 1, 1, 1, 1, 1, 1}, done);
  }

  @Test
  void manyLoopsWithPausesLoseNoRow() throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    try (Workers workers = Workers.of(3)) {
      for (int loop = 0; loop < 3000; loop++) {
        workers.forRows(6, 1, (from, to) -> done.addAndGet(to - from));
        if (loop % 100 == 0) {
          Thread.sleep(1); // long enough for the threads to go to sleep
        }
      }
    }
    assertEquals(18000, done.get());
  }

  @Test
  void anInterruptedCallerGetsAnErrorAndStaysInterrupted() {
    int[] done = new int[2];
    try (Workers workers = Workers.of(2)) {
      Thread.currentThread().interrupt();
      Exception e =
          assertThrows(
              IllegalStateException.class, () -> workers.forRows(2, 1, (from, to) -> done[from]++));
      assertEquals("interrupted while a kernel was running", e.getMessage());
      assertTrue(Thread.interrupted());
    }
    assertArrayEquals(new int[] {1, 1}, done);
  }

  @Test
  void closedWorkersLeaveLoopsToTheirCallers() {
    Workers workers = Workers.of(2);
    workers.close();
    workers.close();
    List<Thread> threads = new ArrayList<>();
    workers.forRows(4, 1, (from, to) -> threads.add(Thread.currentThread()));
    assertEquals(List.of(Thread.currentThread()), threads);
  }

  @Test
  void noThreadsAreRejected() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Workers.of(0));
    assertEquals("threads: must be at least 1, got 0", e.getMessage());
  }
}
