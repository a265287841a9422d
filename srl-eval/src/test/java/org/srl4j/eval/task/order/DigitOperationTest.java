package org.srl4j.eval.task.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitOperationTest {

  /** The table in the Javadoc of {@link DigitOperation}: a=5 b=1 c=7 d=2 e=8. */
  @ParameterizedTest
  @CsvSource({
    "rev, 82715", // e d c b a
    "rot, 17285", // b c d e a
    "swap, 15248", // b a d r(c) e: r(7) = 15 mod 11 = 4
    "turn, 71625", // c b r(e) d a: r(8) = 17 mod 11 = 6
    "comp, 21428", // 9-7 1 9-5 2 8
    "neg, 21758", // d b c -a e: -5 = 5
    "sub, 47128", // 5-1 7 1 2 8
    "mix, 59287", // a b+e d e c: 1+8 = 9
    "fold, 21258", // d b c+a a e: 7+5 = 12 -> 2
    "add 4, 57528", // b+k c a d e: 1+4 = 5
    "dec 4, 51887", // a b d-k e c: 2-4 = -2 -> 8
    "mul 3, 83725" // e b*k c d a: 1*3 = 3
  })
  void operationGivesTheStateOfTheTable(String text, int after) {
    assertEquals(after, instruction(text).apply(51728));
  }

  @Test
  void riffleIsTheShuffleOfTenDigits() {
    // swap riffles c into d: states 00c00 become 0 0 0 r(c) 0.
    int[] riffle = {1, 3, 5, 7, 9, 0, 2, 4, 6, 8};
    for (int c = 0; c < 10; c++) {
      assertEquals(riffle[c] * 10, instruction("swap").apply(c * 100));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOperationIsOneToOne(DigitOperation operation) {
    for (int k : operation.arguments().isEmpty() ? List.of(0) : operation.arguments()) {
      Instruction instruction = new Instruction(operation, k);
      BitSet reached = new BitSet();
      for (int state = 0; state < DigitState.COUNT; state++) {
        reached.set(instruction.apply(state));
      }
      assertEquals(DigitState.COUNT, reached.cardinality(), instruction.text());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rev, 2", // reversing twice
    "rot, 5", // five rotations
    "comp, 2", // 9-(9-a) and back in place
    "neg, 4", // a -> -d' , twice = both negated, four times = identity
    "fold, 20" // two folds add a and d to c and restore a and d; ten times that adds 0
  })
  void knownPowersAreTheIdentity(String text, int power) {
    for (int state : new int[] {0, 51728, 99999, 12345}) {
      int after = state;
      for (int i = 0; i < power; i++) {
        after = instruction(text).apply(after);
      }
      assertEquals(state, after);
    }
  }

  @Test
  void compositionIsAppliedLeftToRight() {
    // 51728 rev -> 82715; add 4: b+4 c a d e = 6 7 8 1 5
    List<Instruction> both = List.of(instruction("rev"), instruction("add 4"));
    assertEquals(67815, Instruction.applyAll(51728, both));
  }

  @Test
  void noTwoOperationsAlwaysCommute() {
    for (DigitOperation first : DigitOperation.values()) {
      for (DigitOperation second : DigitOperation.values()) {
        if (first != second) {
          assertTrue(differSomewhere(any(first), any(second)));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "add 0", "mul 2", "rev 1", "add 10", "spin", "add 1 2"})
  void malformedInstructionsAreNotRead(String text) {
    assertTrue(Instruction.parse(List.of(text.split(" "))).isEmpty());
  }

  @Test
  void argumentsAreChecked() {
    assertThrows(IllegalArgumentException.class, () -> new Instruction(DigitOperation.MULTIPLY, 5));
    assertThrows(IllegalArgumentException.class, () -> new Instruction(DigitOperation.REVERSE, 1));
    assertThrows(IllegalArgumentException.class, () -> instruction("rev").apply(100_000));
    assertThrows(IllegalArgumentException.class, () -> DigitRule.parse("a/b"));
  }

  static Instruction instruction(String text) {
    return Instruction.parse(List.of(text.split(" "))).orElseThrow().get(0);
  }

  private static Instruction any(DigitOperation operation) {
    List<Integer> arguments = operation.arguments();
    return new Instruction(operation, arguments.isEmpty() ? 0 : arguments.get(0));
  }

  private static boolean differSomewhere(Instruction first, Instruction second) {
    return IntStream.range(0, DigitState.COUNT)
        .anyMatch(s -> first.apply(second.apply(s)) != second.apply(first.apply(s)));
  }
}
