package org.srl4j.eval.task.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.task.repair.Routine.Line;

class RoutineTest {
  private static final Routine TOTAL =
      new Routine("total", List.of(new Line("fee", 3), new Line("tax", 5), new Line("tip", 2)));

  @Test
  void mixIsTotallySymmetricAndNotAssociative() {
    for (int a = 0; a < 10; a++) {
      for (int b = 0; b < 10; b++) {
        int c = DigitMix.mix(a, b);
        assertEquals(c, DigitMix.mix(b, a));
        assertEquals(b, DigitMix.mix(a, c));
      }
    }
    assertEquals(3, DigitMix.mix(1, 2)); // the first row
    assertEquals(7, DigitMix.mix(1, 4)); // the first column
    assertEquals(9, DigitMix.mix(1, 5)); // the diagonal
    assertEquals(6, DigitMix.mix(0, 6));
    // (1 with 2) with 4: 3 with 4, the points (0, 2) and (1, 0): (2, 1), which is 8.
    // 1 with (2 with 4): 2 and 4, (0, 1) and (1, 0): (2, 2), 9; then 1 and 9: (1, 1), 5.
    assertEquals(8, DigitMix.mix(DigitMix.mix(1, 2), 4));
    assertEquals(5, DigitMix.mix(1, DigitMix.mix(2, 4)));
  }

  @Test
  void eachLineMixesItsConstantIn() {
    // 4 with 3: 8, as above; 8 with 5, the points (2, 1) and (1, 1): (0, 1), 2; 2 with 2: 0
    assertEquals(0, TOTAL.run(4));
    assertEquals("total fee 3 tax 5 tip 2", TOTAL.text());
  }

  @Test
  void tableHasTheResultOfEveryDigit() {
    assertEquals(10, TOTAL.table().length());
    assertEquals('0', TOTAL.table().charAt(4));
    assertEquals(10, TOTAL.table().chars().distinct().count()); // a permutation
  }

  @Test
  void everyLineHasExactlyOneConstantThatPasses() {
    Check check = new Check("total", 4, 9);
    for (int place = 0; place < 3; place++) {
      int right = TOTAL.repair(place, check);
      for (int value = 0; value < 10; value++) {
        assertEquals(value == right, check.passes(TOTAL.with(place, value)));
      }
    }
    // Forward 4 -> 8 -> 2; 2 with 9, the points (0, 1) and (2, 2): (1, 0), 4.
    assertEquals(4, TOTAL.repair(2, check));
  }

  @Test
  void repairsThatPassTheExampleDifferElsewhere() {
    Check check = new Check("total", 4, 9);
    String first = TOTAL.with(0, TOTAL.repair(0, check)).table();
    String last = TOTAL.with(2, TOTAL.repair(2, check)).table();
    assertNotEquals(first, last);
    assertEquals(first.charAt(4), last.charAt(4));
  }

  @Test
  void rulesAreFoundByNameAndMustDiffer() {
    assertEquals(OptionalInt.of(1), TOTAL.place("tax"));
    assertEquals(OptionalInt.empty(), TOTAL.place("vat"));
    List<Line> twice = List.of(new Line("fee", 1), new Line("fee", 2));
    assertThrows(IllegalArgumentException.class, () -> new Routine("total", twice));
    assertThrows(IllegalArgumentException.class, () -> new Line("fee", 10));
  }
}
