package org.srl4j.eval.cli.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsPageTest {
  private static final Path PAGE = DocumentedBlock.ROOT.resolve("docs/commands.md");

  @Test
  void thePageSaysWhatTheCommandsSay() throws IOException {
    if (Boolean.getBoolean("srl4j.writePages")) {
      Files.writeString(PAGE, CommandsPage.text());
    }
    assertEquals(
        CommandsPage.text(), Files.readString(PAGE), "docs/commands.md is old: it says how");
  }

  /** Lists of commands show the first line alone. */
  @Test
  void theFirstLineOfEveryCommandIsASentence() {
    List<String> faults = new ArrayList<>();
    for (CommandLine command : CommandsPage.commands()) {
      String[] lines = CommandsPage.description(command);
      if (lines.length == 0 || !lines[0].strip().endsWith(".")) {
        faults.add(command.getCommandSpec().qualifiedName() + ": " + String.join(" / ", lines));
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void everyCommandIsOnThePage() {
    String page = CommandsPage.text();
    for (CommandLine command : CommandsPage.commands()) {
      String name = command.getCommandSpec().qualifiedName();
      assertTrue(page.contains("\n## " + name + "\n"), name);
    }
  }
}
