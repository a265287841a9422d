package org.srl4j.eval.cli.example;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.srl4j.eval.cli.Main;
import org.srl4j.eval.compare.setup.Recipe;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** Reads command lines of pages with the command line's own parser; nothing is run. */
final class CommandExamples {
  /** Commands whose free words are settings. */
  private static final Set<String> WITH_SETTINGS = Set.of("compare", "train", "run");

  private CommandExamples() {}

  /** Whether words call the toolkit. */
  static boolean isOurs(List<String> words) {
    return words.get(0).equals("./srl") || words.get(0).equals("srl");
  }

  /**
   * What is wrong with a command.
   *
   * @param words program first
   * @param whole whether it must have all that it needs; a mention in a sentence need not
   */
  static Optional<String> fault(List<String> words, boolean whole) throws IOException {
    List<String> arguments = words.subList(1, words.size());
    String[] typed = arguments.toArray(String[]::new);
    try {
      Main.commandLine(typed).parseArgs(typed);
    } catch (MissingParameterException e) {
      return whole ? Optional.of(e.getMessage()) : Optional.empty();
    } catch (ParameterException e) {
      return Optional.of(e.getMessage());
    }
    return settingsFault(arguments);
  }

  private static Optional<String> settingsFault(List<String> arguments) throws IOException {
    if (arguments.isEmpty() || !WITH_SETTINGS.contains(arguments.get(0))) {
      return Optional.empty();
    }
    List<String> settings = new ArrayList<>(arguments);
    settings.removeIf(word -> word.startsWith("-") || !word.matches("[a-z_.0-9]+=.*"));
    try {
      Recipe.of("order").config(Optional.empty(), settings);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Every command with all its options. */
  static List<CommandLine> all() {
    CommandLine top = Main.commandLine();
    List<CommandLine> all = new ArrayList<>(List.of(top));
    for (String name : top.getSubcommands().keySet()) {
      all.addAll(tree(Main.commandLine(name).getSubcommands().get(name)));
    }
    return all;
  }

  private static List<CommandLine> tree(CommandLine top) {
    List<CommandLine> all = new ArrayList<>(List.of(top));
    top.getSubcommands().values().forEach(below -> all.addAll(tree(below)));
    return all;
  }
}
