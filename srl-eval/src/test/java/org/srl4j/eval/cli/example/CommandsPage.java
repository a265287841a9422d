package org.srl4j.eval.cli.example;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The page {@code docs/commands.md}, made of what the commands say of themselves. */
final class CommandsPage {
  private static final String EXAMPLE = "Example: ";

  private CommandsPage() {}

  static String text() {
    List<CommandLine> all = commands();
    StringBuilder page = new StringBuilder("# Commands\n\n");
    page.append("What `./srl COMMAND --help` prints, on one page. It is made from the commands:\n");
    page.append("`mvn -q -Pquick test -Dtest=CommandsPageTest -Dsrl4j.writePages=true ");
    page.append("-Dsurefire.failIfNoSpecifiedTests=false`\nwrites it, and the build fails when ");
    page.append("it is old.\n\n| command | what it does |\n|---|---|\n");
    for (CommandLine command : all) {
      String name = command.getCommandSpec().qualifiedName();
      page.append("| [`").append(name).append("`](#").append(name.replace(' ', '-')).append(") | ");
      page.append(cell(List.of(description(command)[0].split("(?<=[.]) ")[0]))).append(" |\n");
    }
    all.forEach(command -> section(page, command));
    return page.toString();
  }

  /** All that a user may type. */
  static List<CommandLine> commands() {
    return CommandExamples.all().stream()
        .filter(c -> c.getParent() != null && !c.getCommandSpec().usageMessage().hidden())
        .toList();
  }

  /** The lines of a command's description; the first is a sentence. */
  static String[] description(CommandLine command) {
    return command.getCommandSpec().usageMessage().description();
  }

  private static void section(StringBuilder page, CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    page.append("\n## ").append(spec.qualifiedName()).append("\n\n");
    page.append(text(List.of(description(command)))).append("\n");
    List<String> notes = new ArrayList<>();
    List<String> examples = new ArrayList<>();
    for (String line : spec.usageMessage().footer()) {
      (line.startsWith(EXAMPLE) ? examples : notes).add(line);
    }
    if (!examples.isEmpty()) {
      page.append("\n```sh\n");
      examples.forEach(e -> page.append(e.substring(EXAMPLE.length())).append("\n"));
      page.append("```\n");
    }
    if (notes.stream().anyMatch(line -> !line.isBlank())) {
      page.append("\n").append(text(notes)).append("\n");
    }
    options(page, spec);
  }

  private static void options(StringBuilder page, CommandSpec spec) {
    List<String> rows = new ArrayList<>();
    for (PositionalParamSpec positional : spec.positionalParameters()) {
      row(rows, positional.paramLabel(), positional);
    }
    for (OptionSpec option : spec.options()) {
      String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
      row(rows, String.join(", ", option.names()) + label, option);
    }
    if (!rows.isEmpty()) {
      page.append("\n| option | meaning |\n|---|---|\n");
      rows.forEach(row -> page.append(row).append("\n"));
    }
  }

  private static void row(List<String> rows, String name, ArgSpec spec) {
    boolean common = name.contains("--help") || name.contains("--version");
    if (!spec.hidden() && !common) {
      rows.add(
          "| `" + name.replace("|", "\\|") + "` | " + cell(List.of(spec.description())) + " |");
    }
  }

  private static String cell(List<String> lines) {
    return text(lines).replace("|", "\\|");
  }

  /** One paragraph; what a page would take for a mark of its own is shielded. */
  private static String text(List<String> lines) {
    return lines.stream()
        .flatMap(line -> String.format(line).lines())
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "))
        .replace("<", "&lt;")
        .replace("*", "\\*");
  }
}
