package org.srl4j.eval.sandbox;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private static final Duration LIMIT = Duration.ofMillis(400);

  private final AtomicReference<Duration> used = new AtomicReference<>(Duration.ofSeconds(7));

  @Test
  void whatABusyMachineTakesIsNotCounted() throws InterruptedException {
    TimeLimit limit = new TimeLimit(LIMIT, used::get);
    used.set(Duration.ofSeconds(7).plus(LIMIT).minusMillis(1));
    Thread.sleep(LIMIT.toMillis() + 50);
    assertFalse(limit.over());
    used.set(Duration.ofSeconds(7).plus(LIMIT));
    assertTrue(limit.over());
  }

  @Test
  void twoProcessorsDoNotHalveTheTime() {
    TimeLimit limit = new TimeLimit(LIMIT, used::get);
    used.set(Duration.ofSeconds(9));
    assertFalse(limit.over());
  }

  @Test
  void whoOnlyWaitsIsOverInTheEnd() throws InterruptedException {
    TimeLimit limit = new TimeLimit(LIMIT, used::get);
    limit.extend(LIMIT.toNanos());
    Thread.sleep(TimeLimit.PATIENCE * LIMIT.toMillis() + 50);
    assertFalse(limit.over());
    Thread.sleep(LIMIT.toMillis());
    assertTrue(limit.over());
  }
}
