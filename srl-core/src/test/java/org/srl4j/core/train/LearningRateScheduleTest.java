package org.srl4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.train.LearningRateSchedule.Shape;

class LearningRateScheduleTest {

  // 20 updates, 4 of warm-up, peak 2, final ratio 0.1; progress = (u - 4) / 16
  // cosine at 1/4: 0.1 + 0.9 (1 + cos(pi/4)) / 2 = 0.8681980515
  @ParameterizedTest
  @CsvSource({
    "CONSTANT, 0, 0.5",
    "CONSTANT, 3, 2",
    "CONSTANT, 4, 2",
    "CONSTANT, 19, 2",
    "COSINE, 1, 1",
    "COSINE, 4, 2",
    "COSINE, 8, 1.736396103",
    "COSINE, 12, 1.1",
    "COSINE, 20, 0.2",
    "COSINE, 99, 0.2",
    "LINEAR, 2, 1.5",
    "LINEAR, 4, 2",
    "LINEAR, 12, 1.1",
    "LINEAR, 20, 0.2",
    "LINEAR, 99, 0.2"
  })
  void rateFollowsTheDocumentedFormula(Shape shape, long update, double expected) {
    LearningRateSchedule schedule = new LearningRateSchedule(2, 4, shape, 0.1);
    assertEquals(expected, schedule.at(update, 20), 1e-9);
  }

  @Test
  void withoutWarmupTheFirstUpdateHasThePeak() {
    assertEquals(3e-4, LearningRateSchedule.constant(3e-4).at(0, 10));
    assertEquals(3e-4, LearningRateSchedule.cosine(3e-4, 0, 0).at(0, 10));
  }

  @Test
  void badOptionsAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> LearningRateSchedule.constant(-1));
    assertThrows(IllegalArgumentException.class, () -> LearningRateSchedule.cosine(1, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> LearningRateSchedule.cosine(1, 0, 2));
  }
}
