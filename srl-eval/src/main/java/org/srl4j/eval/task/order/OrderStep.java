package org.srl4j.eval.task.order;

import java.util.ArrayList;
import java.util.List;

/**
 * One step of a solution: two instructions (one at the end of an odd chain) and the states they
 * lead to.
 *
 * @param number place in the solution, counted from 1
 * @param instructions one or two, in the order applied
 * @param states the state after each instruction
 */
public record OrderStep(int number, List<Instruction> instructions, List<Integer> states) {
  /** Instructions a full step applies. */
  public static final int LEAP = 2;

  /** Copies the lists and checks their sizes. */
  public OrderStep {
    instructions = List.copyOf(instructions);
    states = List.copyOf(states);
    if (instructions.isEmpty() || instructions.size() != states.size()) {
      throw new IllegalArgumentException(
          "states: one a instruction and at least one, got "
              + states.size()
              + " for "
              + instructions.size()
              + " instructions");
    }
  }

  /**
   * A chain of steps.
   *
   * @param start state before the first, 0..99999
   * @param ordered instructions in the order applied
   * @return steps of two instructions each; the last has one if their number is odd
   */
  public static List<OrderStep> chain(int start, List<Instruction> ordered) {
    List<OrderStep> steps = new ArrayList<>();
    int state = start;
    for (int from = 0; from < ordered.size(); from += LEAP) {
      List<Instruction> now = ordered.subList(from, Math.min(from + LEAP, ordered.size()));
      List<Integer> states = new ArrayList<>();
      for (Instruction instruction : now) {
        state = instruction.apply(state);
        states.add(state);
      }
      steps.add(new OrderStep(steps.size() + 1, now, states));
    }
    return steps;
  }

  /** The state after the step. */
  public int result() {
    return states.get(states.size() - 1);
  }

  /** The action as the base writes it: {@code 1. comp rot -> 87140}. */
  public String action() {
    return number + ". " + leap();
  }

  /** The action as the expert writes it: {@code 1. so comp rot -> 87140}. */
  public String action(String filler) {
    return number + ". " + filler + " " + leap();
  }

  private String leap() {
    return Instruction.text(instructions) + " -> " + DigitState.text(result());
  }

  /** The computation as the base writes it: {@code <think> comp : 48712 rot : 87140 </think>}. */
  public String think() {
    StringBuilder text = new StringBuilder("<think> ");
    for (int i = 0; i < instructions.size(); i++) {
      text.append(instructions.get(i).text()).append(" : ");
      text.append(DigitState.text(states.get(i))).append(' ');
    }
    return text.append("</think>").toString();
  }
}
