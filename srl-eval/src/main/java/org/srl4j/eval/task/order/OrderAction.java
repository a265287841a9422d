package org.srl4j.eval.task.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A step as a policy wrote it: {@code 1. [filler] comp rot -> 87140}.
 *
 * @param instructions what it names, at least one
 * @param result the state it claims
 */
record OrderAction(List<Instruction> instructions, int result) {

  OrderAction {
    instructions = List.copyOf(instructions);
  }

  /** Whether the result is right after a state. */
  boolean isRightAfter(int state) {
    return Instruction.applyAll(state, instructions) == result;
  }

  /** Reads a line; empty unless it has exactly the form above. */
  static Optional<OrderAction> parse(String line) {
    List<String> words = new ArrayList<>(List.of(line.strip().split(" ")));
    int arrow = words.indexOf("->");
    if (!words.get(0).matches("[1-9][0-9]?\\.") || arrow < 2 || arrow != words.size() - 2) {
      return Optional.empty();
    }
    int from = OrderVocabulary.FILLERS.contains(words.get(1)) ? 2 : 1;
    OptionalInt result = DigitState.parse(words.get(arrow + 1));
    return Instruction.parse(words.subList(from, arrow))
        .filter(instructions -> !instructions.isEmpty() && result.isPresent())
        .map(instructions -> new OrderAction(instructions, result.getAsInt()));
  }
}
