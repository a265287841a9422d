package org.srl4j.eval.task.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.srl4j.eval.task.repair.Routine.Line;

/**
 * The turns of a whole attempt: for each failing check the routine is opened and one constant
 * changed so that the check passes; then the tests run and the attempt is submitted.
 */
final class RepairScript {
  private RepairScript() {}

  /**
   * One turn.
   *
   * @param think the computation as the base writes it, tags included
   * @param action the command
   * @param observation what the environment answers, ended by a line end; empty if nothing
   */
  record Turn(String think, RepairAction action, String observation) {
    String thinkingText() {
      return think + " " + action.text() + "\n";
    }

    String bareText() {
      return action.text() + "\n";
    }
  }

  /**
   * An attempt that finds its files: open and edit by turns, test, submit.
   *
   * @param choice the place of the line to change in a routine
   */
  static List<Turn> endToEnd(RepairProblem problem, ToIntFunction<Routine> choice) {
    RepairWorkspace workspace = new RepairWorkspace(problem, false);
    List<Turn> turns = new ArrayList<>();
    for (Check check : problem.checks()) {
      turns.add(turn(workspace, check.text(), RepairAction.open(check.routine())));
      turns.add(edit(problem, check, workspace, choice));
    }
    turns.add(turn(workspace, "all", RepairAction.test()));
    turns.add(turn(workspace, "pass", RepairAction.submit()));
    return turns;
  }

  /** An attempt that is given the files, each before it is edited: edits and submit. */
  static List<Turn> oracle(RepairProblem problem, ToIntFunction<Routine> choice) {
    RepairWorkspace workspace = new RepairWorkspace(problem, true);
    List<Turn> turns = new ArrayList<>();
    for (Check check : problem.checks()) {
      turns.add(edit(problem, check, workspace, choice));
    }
    turns.add(turn(workspace, "all", RepairAction.submit()));
    return turns;
  }

  private static Turn turn(RepairWorkspace workspace, String think, RepairAction action) {
    return new Turn("<think> " + think + " </think>", action, workspace.apply(action));
  }

  private static Turn edit(
      RepairProblem problem,
      Check check,
      RepairWorkspace workspace,
      ToIntFunction<Routine> choice) {
    Routine routine = problem.routine(check.routine());
    int place = choice.applyAsInt(routine);
    int value = routine.repair(place, check);
    RepairAction action =
        RepairAction.edit(routine.name(), routine.lines().get(place).rule(), value);
    return turn(workspace, trace(routine, place, check), action);
  }

  /**
   * Forward from the input to the chosen line, then backward from the expected digit to it, and
   * last the constant that leads from one to the other: {@code total 4 -> 9 : tip : 4 fee 3 > 8 tax
   * 5 > 2 tip : 9 vat 7 > 8 tip 2 > 5}. Each digit after {@code >} is the mix of the two before it;
   * where forward ends, the chosen name stands as where it was chosen: before a colon.
   */
  private static String trace(Routine routine, int place, Check check) {
    StringBuilder text = new StringBuilder(check.text());
    String chosen = routine.lines().get(place).rule();
    text.append(" : ").append(chosen).append(" : ").append(check.input());
    int before = check.input();
    for (Line line : routine.lines().subList(0, place)) {
      before = line.run(before);
      text.append(' ').append(line.rule()).append(' ').append(line.value());
      text.append(" > ").append(before);
    }
    text.append(' ').append(chosen).append(" : ").append(check.expected());
    int after = check.expected();
    for (int i = routine.lines().size() - 1; i > place; i--) {
      Line line = routine.lines().get(i);
      after = line.run(after);
      text.append(' ').append(line.rule()).append(' ').append(line.value());
      text.append(" > ").append(after);
    }
    text.append(' ').append(chosen).append(' ').append(before).append(" > ");
    return text.append(routine.repair(place, check)).toString();
  }
}
