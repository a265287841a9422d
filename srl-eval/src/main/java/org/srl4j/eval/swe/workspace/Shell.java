package org.srl4j.eval.swe.workspace;

import java.util.List;
import java.util.Optional;
import org.srl4j.eval.swe.workspace.Environment.Observation;

/**
 * SWE-smith's {@code bash} on a workspace. Command lines of {@code grep}, {@code find}, {@code ls},
 * {@code cat}, {@code head}, {@code tail}, {@code sed -n}, {@code wc -l}, {@code sort}, {@code cd},
 * {@code pwd} and {@value TestCommand#NAME}, joined by {@code |} and {@code &&}, are served on the
 * texts. Anything else goes to a sandbox if there is one. Not thread-safe: {@code cd} stays.
 */
final class Shell {
  private static final String SILENT =
      "Your command ran successfully and did not produce any output.";
  private static final String SERVED =
      "grep, find, ls, cat, head, tail, sed -n, wc -l, sort, cd, pwd, " + TestCommand.NAME;

  private final Workspace workspace;
  private final Optional<TestCommand> tests;
  private final Optional<OtherCommands> others;
  private String folder = "";

  Shell(Workspace workspace, Optional<TestCommand> tests, Optional<OtherCommands> others) {
    this.workspace = workspace;
    this.tests = tests;
    this.others = others;
  }

  /** Runs a command line. */
  Observation run(String line) {
    Optional<List<List<List<String>>>> commands = ShellWords.parse(line);
    if (commands.isEmpty()) {
      return unserved(line, "it is more than words, quotes, | and &&");
    }
    StringBuilder printed = new StringBuilder();
    String before = folder;
    try {
      for (List<List<String>> pipeline : commands.get()) {
        String text = pipe(pipeline);
        FileArguments.requireShort((long) printed.length() + text.length());
        printed.append(text);
      }
    } catch (CommandFault e) {
      if (e.isUnserved()) {
        folder = before;
        return unserved(line, e.getMessage());
      }
      return new Observation(printed + e.getMessage(), "command_error");
    } catch (RefusedPathException e) {
      return new Observation(printed + e.getMessage(), "refused_path");
    }
    String text = printed.toString();
    return new Observation(text.isEmpty() ? SILENT : text, "command");
  }

  private Observation unserved(String line, String why) {
    return others
        .map(run -> run.run(line, workspace, folder))
        .map(text -> new Observation(text.isEmpty() ? SILENT : text, "sandbox_command"))
        .orElseGet(
            () ->
                new Observation(
                    "Not run: " + why + ". Only these commands are served here: " + SERVED + ".",
                    "unserved_command"));
  }

  private String pipe(List<List<String>> pipeline) throws CommandFault, RefusedPathException {
    Optional<String> input = Optional.empty();
    for (List<String> words : pipeline) {
      input = Optional.of(command(words, input));
    }
    return input.orElse("");
  }

  private String command(List<String> words, Optional<String> input)
      throws CommandFault, RefusedPathException {
    FileArguments files = new FileArguments(workspace, folder);
    TextCommands texts = new TextCommands(files, input);
    return switch (words.get(0)) {
      case "grep", "egrep", "fgrep" -> Grep.run(words, files, input);
      case "find" -> Find.run(words, files);
      case "ls" -> texts.list(words);
      case "cat" -> texts.cat(words);
      case "head", "tail" -> texts.ends(words);
      case "sed" -> texts.sed(words);
      case "wc" -> texts.count(words);
      case "sort" -> texts.sort(words);
      case "pwd" -> Workspace.shown(folder) + "\n";
      case "cd" -> change(words);
      case TestCommand.NAME ->
          tests
              .orElseThrow(() -> CommandFault.of(TestCommand.NAME + ": there are no tests to run"))
              .run(workspace.texts());
      default -> throw CommandFault.unserved(words.get(0), "the command");
    };
  }

  private String change(List<String> words) throws CommandFault, RefusedPathException {
    String target = words.size() < 2 ? Workspace.ROOT : words.get(1);
    String path = workspace.resolve(target, folder);
    if (workspace.text(path).isPresent() || !workspace.isFolder(path)) {
      throw CommandFault.of("cd: " + target + ": No such file or directory");
    }
    folder = path;
    return "";
  }
}
