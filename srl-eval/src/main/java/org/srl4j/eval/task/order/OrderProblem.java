package org.srl4j.eval.task.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A start state and operations to apply, in the meaningless order in which they are shown.
 *
 * @param start state before the first operation, 0..99999
 * @param shown 1..12 instructions with different operations
 */
public record OrderProblem(int start, List<Instruction> shown) {

  /** Copies the instructions and checks them. */
  public OrderProblem {
    DigitState.check(start);
    shown = List.copyOf(shown);
    Set<DigitOperation> different = EnumSet.noneOf(DigitOperation.class);
    shown.forEach(instruction -> different.add(instruction.operation()));
    if (shown.isEmpty() || different.size() < shown.size()) {
      throw new IllegalArgumentException(
          "shown: needs at least one instruction, each operation once, got "
              + Instruction.text(shown));
    }
  }

  /**
   * A problem at random: start, operations, arguments and shown order uniform.
   *
   * @param operations number of operations, 1..12
   * @param random source of every draw
   * @return the problem
   */
  public static OrderProblem draw(int operations, Random random) {
    int all = DigitOperation.values().length;
    if (operations < 1 || operations > all) {
      throw new IllegalArgumentException("operations: must be in [1, 12], got " + operations);
    }
    int start = random.nextInt(DigitState.COUNT);
    List<DigitOperation> kinds = new ArrayList<>(List.of(DigitOperation.values()));
    Collections.shuffle(kinds, random);
    List<Instruction> shown = new ArrayList<>();
    for (DigitOperation kind : kinds.subList(0, operations)) {
      shown.add(Instruction.draw(kind, random));
    }
    return new OrderProblem(start, shown);
  }

  /** The prompt, e.g. {@code Q 51728 : rev : add 5} and a newline. */
  public String prompt() {
    return shown.stream()
        .map(Instruction::text)
        .collect(Collectors.joining(" : ", "Q " + DigitState.text(start) + " : ", "\n"));
  }

  /**
   * Reads a prompt back.
   *
   * @param prompt what {@link #prompt} wrote
   * @throws IllegalArgumentException if the text is not such a prompt
   * @return the problem
   */
  public static OrderProblem parse(String prompt) {
    String[] parts = prompt.strip().split(" : ");
    List<Instruction> shown = new ArrayList<>();
    for (String part : List.of(parts).subList(1, parts.length)) {
      Optional<List<Instruction>> read = Instruction.parse(List.of(part.split(" ")));
      shown.add(read.filter(r -> r.size() == 1).orElseThrow(() -> malformed(prompt)).get(0));
    }
    OptionalInt start =
        parts[0].startsWith("Q ") ? DigitState.parse(parts[0].substring(2)) : OptionalInt.empty();
    return new OrderProblem(start.orElseThrow(() -> malformed(prompt)), shown);
  }

  /** The same for problems that differ in the shown order only. */
  String key() {
    return DigitState.text(start)
        + shown.stream().map(Instruction::text).sorted().collect(Collectors.joining(",", ":", ""));
  }

  private static IllegalArgumentException malformed(String prompt) {
    return new IllegalArgumentException(
        "prompt: must be like \"Q 51728 : rev : add 5\", got \"" + prompt.strip() + "\"");
  }
}
