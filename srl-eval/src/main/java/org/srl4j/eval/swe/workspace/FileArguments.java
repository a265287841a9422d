package org.srl4j.eval.swe.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Files that commands name, in a workspace and from a folder of it.
 *
 * @param workspace holds them
 * @param folder where the shell is, relative to the repository
 */
record FileArguments(Workspace workspace, String folder) {
  /** Characters that a command line may print at most. */
  static final int MAX_OUTPUT = 1 << 24;

  /**
   * A file to read.
   *
   * @param shown its name in what the command prints
   * @param text its text
   */
  record Source(String shown, String text) {}

  /** The path of an argument. */
  String resolve(String argument) throws RefusedPathException {
    return workspace.resolve(argument, folder);
  }

  /**
   * How a path below an argument is printed: as the argument was written, then the rest; the rest
   * alone for an empty argument.
   */
  static String shown(String argument, String resolved, String path) {
    String start = argument.length() > 1 ? argument.replaceAll("/+$", "") : argument;
    if (path.length() <= resolved.length()) {
      return start;
    }
    String rest = path.substring(resolved.isEmpty() ? 0 : resolved.length() + 1);
    return start.isEmpty() ? rest : start + "/" + rest;
  }

  /** The texts of files that a command names; what comes through a pipe if it names none. */
  List<Source> sources(String command, List<String> arguments, Optional<String> input)
      throws RefusedPathException, CommandFault {
    if (arguments.isEmpty()) {
      String text = input.orElseThrow(() -> CommandFault.of(command + ": no file is named"));
      return List.of(new Source("(standard input)", text));
    }
    List<Source> sources = new ArrayList<>();
    long length = 0;
    for (String argument : arguments) {
      String path = resolve(argument);
      Optional<String> text = workspace.text(path);
      if (text.isEmpty()) {
        String what = workspace.isFolder(path) ? "Is a directory" : "No such file or directory";
        throw CommandFault.of(command + ": " + argument + ": " + what);
      }
      length += text.get().length();
      requireShort(length);
      sources.add(new Source(argument, text.get()));
    }
    return sources;
  }

  /** Stops a command that would print too much. */
  static void requireShort(long length) throws CommandFault {
    if (length > MAX_OUTPUT) {
      throw CommandFault.of("more than " + MAX_OUTPUT + " characters; ask for less");
    }
  }

  /** Lines of a text, without their line feeds. */
  static List<String> lines(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (text.endsWith("\n")) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }
}
