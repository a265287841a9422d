package org.srl4j.eval.swe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.core.agent.ToolSet;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.workspace.Environment.Observation;

class FileEditorTest {
  private static final String TEXT = "one\ntwo\n\tthree\nfour\nfive\nsix\nseven\neight\ntwo\n";

  private final Workspace workspace =
      new Workspace(
          SourceTree.of(Map.of("src/a.txt", TEXT, "src/x/y/z.txt", "", ".hidden/h", "h")));
  private final FileEditor editor = new FileEditor(workspace);

  private Observation run(String command, String path, String... more) throws RefusedPathException {
    Map<String, String> arguments = new LinkedHashMap<>(Map.of("command", command, "path", path));
    for (int i = 0; i < more.length; i += 2) {
      arguments.put(more[i], more[i + 1]);
    }
    return editor.run(ToolSet.sweSmith().check(new ToolCall(ToolCall.EDITOR, arguments)));
  }

  private String say(String command, String path, String... more) throws RefusedPathException {
    return run(command, path, more).text();
  }

  @Test
  void viewNumbersLinesInSixPlaces() throws Exception {
    assertEquals(
        "Here's the result of running `cat -n` on /testbed/src/a.txt:\n"
            + "     2\ttwo\n     3\t\tthree",
        say("view", "/testbed/src/a.txt", "view_range", "[2, 3]"));
    assertTrue(
        say("view", "/testbed/src/a.txt", "view_range", "[9, -1]").endsWith("\n    10"),
        "the end of the file is a line of its own");
  }

  @Test
  void viewOfAFolderShowsTwoLevelsWithoutHiddenOnes() throws Exception {
    assertEquals(
        "Here's the files and directories up to 2 levels deep in /testbed, excluding hidden"
            + " items:\n/testbed\n/testbed/src\n/testbed/src/a.txt\n/testbed/src/x",
        say("view", "/testbed"));
  }

  @Test
  void aReplacementShowsTheLinesAround() throws Exception {
    Observation edit =
        run("str_replace", "/testbed/src/a.txt", "old_str", "six\n", "new_str", "6\n6b\n");
    assertEquals("edit", edit.event());
    // five line feeds stand before the edit, two in it: lines 5 - 4 to 5 + 4 + 2, of 10
    assertEquals(
        "The file /testbed/src/a.txt has been edited. Here's the result of running `cat -n` on a"
            + " snippet of /testbed/src/a.txt:\n     1\tone\n     2\ttwo\n     3\t\tthree\n     4\tfour\n"
            + "     5\tfive\n     6\t6\n     7\t6b\n     8\tseven\n     9\teight\n    10\ttwo\n"
            + "Review the changes and make sure they are as expected. Edit the file again"
            + " if necessary.",
        edit.text());
    assertEquals(TEXT.replace("six\n", "6\n6b\n"), workspace.text("src/a.txt").orElseThrow());
  }

  @Test
  void aReplacementMustStandExactlyOnce() throws Exception {
    Observation twice = run("str_replace", "/testbed/src/a.txt", "old_str", "two", "new_str", "2");
    assertEquals("edit_error", twice.event());
    assertEquals(
        "No replacement was performed. Multiple occurrences of old_str `two` in lines [2, 9]."
            + " Please ensure it is unique",
        twice.text());
    assertEquals(
        "No replacement was performed, old_str `ten` did not appear verbatim in"
            + " /testbed/src/a.txt.",
        say("str_replace", "/testbed/src/a.txt", "old_str", "ten"));
    assertEquals("", workspace.diff());
  }

  @Test
  void undoTakesBackOneEditAfterTheOther() throws Exception {
    say("str_replace", "/testbed/src/a.txt", "old_str", "one\n", "new_str", "1\n");
    say("insert", "/testbed/src/a.txt", "insert_line", "0", "new_str", "zero");
    assertTrue(workspace.text("src/a.txt").orElseThrow().startsWith("zero\n1\ntwo"));
    assertTrue(
        say("undo_edit", "/testbed/src/a.txt")
            .startsWith("Last edit to /testbed/src/a.txt undone successfully. Here's the result"));
    assertTrue(workspace.text("src/a.txt").orElseThrow().startsWith("1\ntwo"));
    say("undo_edit", "/testbed/src/a.txt");
    assertEquals("", workspace.diff());
    assertEquals(
        "No edit history found for /testbed/src/a.txt.", say("undo_edit", "/testbed/src/a.txt"));
  }

  @Test
  void createNeverOverwrites() throws Exception {
    assertEquals(
        "File created successfully at: /testbed/src/b.txt",
        say("create", "/testbed/src/b.txt", "file_text", "b"));
    for (String path : new String[] {"/testbed/src/b.txt", "/testbed/src"}) {
      assertEquals(
          "File already exists at: " + path + ". Cannot overwrite files using command `create`.",
          say("create", path, "file_text", "c"));
    }
    assertEquals(
        "The parent /testbed/src/b.txt is a file.",
        say("create", "/testbed/src/b.txt/c", "file_text", "c"));
    assertEquals("b", workspace.text("src/b.txt").orElseThrow());
  }

  @Test
  void whatCannotBeDoneIsSaid() throws Exception {
    assertEquals(
        "The path /testbed/none does not exist. Please provide a valid path.",
        say("view", "/testbed/none"));
    assertEquals(
        "The path src/a.txt is not an absolute path, it should start with `/`. Maybe you meant"
            + " /testbed/src/a.txt?",
        say("view", "src/a.txt"));
    assertEquals(
        "The path /testbed/src is a directory and only the `view` command can be used on"
            + " directories",
        say("str_replace", "/testbed/src", "old_str", "x"));
    assertEquals(
        "Parameter `file_text` is required for command: create", say("create", "/testbed/c"));
    assertTrue(
        say("view", "/testbed/src/a.txt", "view_range", "[11, 12]")
            .contains("Its first element `11` should be within the range of lines of the file"));
    assertTrue(
        say("insert", "/testbed/src/a.txt", "insert_line", "11", "new_str", "x")
            .startsWith("Invalid `insert_line` parameter: 11."));
    assertThrows(RefusedPathException.class, () -> say("view", "/etc/passwd"));
    assertThrows(RefusedPathException.class, () -> say("create", "/testbed/../x", "file_text", ""));
  }
}
