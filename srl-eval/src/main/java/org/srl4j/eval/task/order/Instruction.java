package org.srl4j.eval.task.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * An operation with its argument, e.g. {@code add 5}.
 *
 * @param operation what is done
 * @param argument k, one of the operation's arguments; 0 for an operation without
 */
public record Instruction(DigitOperation operation, int argument) {

  /** Checks the argument. */
  public Instruction {
    Objects.requireNonNull(operation, "operation");
    if (!operation.allows(argument)) {
      throw new IllegalArgumentException(
          "argument: "
              + operation.word()
              + " takes one of "
              + operation.arguments()
              + " (0 if there is none), got "
              + argument);
    }
  }

  /**
   * Applies this instruction.
   *
   * @param state before, 0..99999
   * @return state after, 0..99999
   */
  public int apply(int state) {
    return operation.apply(DigitState.check(state), argument);
  }

  /** The words of the instruction: the operation and, if it has one, its argument. */
  public String text() {
    return argument == 0 ? operation.word() : operation.word() + " " + argument;
  }

  /** Applies instructions one after the other. */
  static int applyAll(int state, List<Instruction> instructions) {
    int after = state;
    for (Instruction instruction : instructions) {
      after = instruction.apply(after);
    }
    return after;
  }

  /** Texts joined by blanks. */
  static String text(List<Instruction> instructions) {
    return instructions.stream().map(Instruction::text).collect(Collectors.joining(" "));
  }

  /** An argument at random. */
  static Instruction draw(DigitOperation operation, Random random) {
    List<Integer> allowed = operation.arguments();
    return new Instruction(
        operation, allowed.isEmpty() ? 0 : allowed.get(random.nextInt(allowed.size())));
  }

  /** Reads instructions written one after the other; empty unless all words make sense. */
  static Optional<List<Instruction>> parse(List<String> words) {
    List<Instruction> instructions = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Optional<DigitOperation> operation = DigitOperation.of(words.get(i));
      if (operation.isEmpty()) {
        return Optional.empty();
      }
      int argument = 0;
      if (!operation.get().arguments().isEmpty()) {
        i++;
        argument = i < words.size() && words.get(i).matches("[1-9]") ? digit(words.get(i)) : -1;
      }
      if (!operation.get().allows(argument)) {
        return Optional.empty();
      }
      instructions.add(new Instruction(operation.get(), argument));
    }
    return Optional.of(instructions);
  }

  private static int digit(String word) {
    return word.charAt(0) - '0';
  }
}
