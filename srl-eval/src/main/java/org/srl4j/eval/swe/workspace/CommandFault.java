package org.srl4j.eval.swe.workspace;

/** A served command that cannot be carried out; the message is what it prints. */
final class CommandFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean unserved;

  private CommandFault(String message, boolean unserved) {
    super(message);
    this.unserved = unserved;
  }

  /** The command's own complaint. */
  static CommandFault of(String message) {
    return new CommandFault(message, false);
  }

  /** Something that the real command can do and this one cannot. */
  static CommandFault unserved(String command, String option) {
    return new CommandFault(command + ": " + option + " is not served here", true);
  }

  /** Whether the real command could have done it. */
  boolean isUnserved() {
    return unserved;
  }
}
