package org.srl4j.eval.task.repair;

import java.util.List;
import java.util.Optional;

/**
 * A command as a policy writes it: {@code open total}, {@code edit total fee 8}, {@code test},
 * {@code submit}.
 *
 * @param verb what to do
 * @param routine which file; empty for test and submit
 * @param rule which constant; empty but for edit
 * @param value its new value; 0 but for edit
 */
record RepairAction(Verb verb, String routine, String rule, int value) {

  /** The commands. */
  enum Verb {
    /** Shows a file. */
    OPEN,
    /** Changes a constant. */
    EDIT,
    /** Runs the examples. */
    TEST,
    /** Ends the attempt. */
    SUBMIT
  }

  static RepairAction open(String routine) {
    return new RepairAction(Verb.OPEN, routine, "", 0);
  }

  static RepairAction edit(String routine, String rule, int value) {
    return new RepairAction(Verb.EDIT, routine, rule, value);
  }

  static RepairAction test() {
    return new RepairAction(Verb.TEST, "", "", 0);
  }

  static RepairAction submit() {
    return new RepairAction(Verb.SUBMIT, "", "", 0);
  }

  /** Reads a line; empty unless it has exactly the form of a command. */
  static Optional<RepairAction> parse(String line) {
    List<String> words = List.of(line.strip().split(" "));
    return switch (words.get(0)) {
      case "open" -> words.size() == 2 ? Optional.of(open(words.get(1))) : Optional.empty();
      case "edit" ->
          words.size() == 4 && words.get(3).matches("[0-9]")
              ? Optional.of(edit(words.get(1), words.get(2), Integer.parseInt(words.get(3))))
              : Optional.empty();
      case "test" -> words.size() == 1 ? Optional.of(test()) : Optional.empty();
      case "submit" -> words.size() == 1 ? Optional.of(submit()) : Optional.empty();
      default -> Optional.empty();
    };
  }

  String text() {
    return switch (verb) {
      case OPEN -> "open " + routine;
      case EDIT -> "edit " + routine + " " + rule + " " + value;
      case TEST -> "test";
      case SUBMIT -> "submit";
    };
  }
}
