package org.srl4j.eval.task.repair;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A copy of a project that actions change. As an oracle it shows the file that the repair changes
 * next, in the order: at the beginning and after each edit. Not thread-safe.
 */
final class RepairWorkspace {
  private static final String UNKNOWN = "none\n";

  private final RepairProblem problem;
  private final boolean oracle;
  private final Map<String, Routine> routines = new LinkedHashMap<>();
  private int edits;
  private boolean submitted;

  RepairWorkspace(RepairProblem problem, boolean oracle) {
    this.problem = problem;
    this.oracle = oracle;
    problem.routines().forEach(routine -> routines.put(routine.name(), routine));
  }

  /** Does all actions; what comes after a submission or a malformed action is not done. */
  static RepairWorkspace after(RepairProblem problem, List<String> actions) {
    RepairWorkspace workspace = new RepairWorkspace(problem, false);
    for (String text : actions) {
      Optional<RepairAction> action = RepairAction.parse(text);
      if (action.isEmpty() || workspace.submitted) {
        break;
      }
      workspace.apply(action.get());
    }
    return workspace;
  }

  /** What is shown before the first action: a file and a line end, or nothing. */
  String opening() {
    return nextFile();
  }

  private String nextFile() {
    List<Check> checks = problem.checks();
    boolean another = oracle && edits < checks.size();
    return another ? problem.routine(checks.get(edits).routine()).text() + "\n" : "";
  }

  /**
   * Does an action.
   *
   * @return what is answered, ended by a line end, or nothing: an edit is silent but for an oracle
   */
  String apply(RepairAction action) {
    return switch (action.verb()) {
      case OPEN -> {
        Routine routine = routines.get(action.routine());
        yield routine == null ? UNKNOWN : routine.text() + "\n";
      }
      case EDIT -> {
        String answer = edit(action);
        edits++;
        yield answer + nextFile();
      }
      case TEST -> allPass() ? "pass\n" : "fail\n";
      case SUBMIT -> {
        submitted = true;
        yield "";
      }
    };
  }

  private String edit(RepairAction action) {
    Routine routine = routines.get(action.routine());
    OptionalInt place = routine == null ? OptionalInt.empty() : routine.place(action.rule());
    if (place.isEmpty()) {
      return UNKNOWN;
    }
    routines.put(action.routine(), routine.with(place.getAsInt(), action.value()));
    return "";
  }

  /** Whether all of the examples pass. */
  boolean allPass() {
    return problem.checks().stream().allMatch(check -> check.passes(routines.get(check.routine())));
  }

  boolean isSubmitted() {
    return submitted;
  }

  Routine routine(String name) {
    return routines.get(name);
  }

  List<Routine> routines() {
    return List.copyOf(routines.values());
  }

  /** What every routine makes of every digit: equal texts pass the same tests. */
  String behaviour() {
    return behaviour(routines());
  }

  static String behaviour(List<Routine> routines) {
    return routines.stream()
        .map(routine -> routine.name() + " " + routine.table())
        .collect(Collectors.joining(" "));
  }
}
