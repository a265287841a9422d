package org.srl4j.eval.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AlternationTest {
  private final List<String> order = new ArrayList<>();

  /** Takes the same time every run; run i returns i. */
  private final class Scripted implements Contender {
    private final String name;
    private final double milliseconds;
    private int runs;

    Scripted(String name, double milliseconds) {
      this.name = name;
      this.milliseconds = milliseconds;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Timing run() {
      order.add(name);
      return new Timing(milliseconds + runs, ++runs);
    }

    @Override
    public OptionalDouble peakMegabytes() {
      return OptionalDouble.empty();
    }

    @Override
    public void close() {}
  }

  @Test
  void enginesTakeTurnsAfterTheWarmUp() throws IOException {
    new Alternation(2, 3, 1000).run(List.of(new Scripted("A", 1), new Scripted("B", 1)));
    assertEquals("AABB" + "ABABAB", String.join("", order));
  }

  @Test
  void warmUpIsNotMeasuredAndTheResultIsTheFirstRuns() throws IOException {
    Alternation.Times times =
        new Alternation(2, 3, 1000).run(List.of(new Scripted("A", 10))).get(0);
    // runs take 10, 11 (warm-up), 12, 13, 14
    assertEquals(List.of(12.0, 13.0, 14.0), times.milliseconds());
    assertEquals(1, times.result());
  }

  @Test
  void slowEngineLeavesWhenItsTimeIsUpButHasRun() throws IOException {
    List<Alternation.Times> all =
        new Alternation(5, 4, 100).run(List.of(new Scripted("A", 1), new Scripted("B", 150)));
    assertEquals(4, all.get(0).milliseconds().size());
    // one warm-up, as it takes more than a quarter of 100; then one run of 151 ms
    assertEquals(List.of(151.0), all.get(1).milliseconds());
  }

  @Test
  void zeroRoundsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Alternation(1, 0, 1));
  }
}
