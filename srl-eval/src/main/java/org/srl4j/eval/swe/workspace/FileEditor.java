package org.srl4j.eval.swe.workspace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.eval.swe.workspace.Environment.Observation;

/**
 * SWE-smith's {@code str_replace_editor} on a workspace; its answers are worded as that tool's,
 * which trained policies know. Tabs stay tabs, and line ends as they are. Not thread-safe.
 */
final class FileEditor {
  /** Lines that are shown before and after an edit, by the count of the real tool. */
  private static final int SNIPPET = 4;

  private static final String REVIEW =
      "Review the changes and make sure they are as expected. Edit the file again if necessary.";
  private static final String REVIEW_INSERT =
      "Review the changes and make sure they are as expected (correct indentation, no duplicate"
          + " lines, etc). Edit the file again if necessary.";

  private final Workspace workspace;
  private final Map<String, Deque<String>> history = new HashMap<>();

  FileEditor(Workspace workspace) {
    this.workspace = workspace;
  }

  /** An edit that cannot be made; the message is the observation. */
  private static final class EditFault extends Exception {
    private static final long serialVersionUID = 1L;

    EditFault(String message) {
      super(message);
    }
  }

  /**
   * Does what a call of the editor says.
   *
   * @param call checked by the tool set
   * @return the answer, counted as {@code view}, {@code edit} or {@code edit_error}
   * @throws RefusedPathException if the path leaves the workspace
   */
  Observation run(ToolCall call) throws RefusedPathException {
    String shown = call.arguments().get("path").strip();
    String command = call.arguments().get("command").strip();
    try {
      if (!shown.startsWith("/")) {
        throw new EditFault(
            "The path "
                + shown
                + " is not an absolute path, it should start with `/`. Maybe you meant "
                + Workspace.ROOT
                + "/"
                + shown
                + "?");
      }
      String path = workspace.resolve(shown);
      String text =
          switch (command) {
            case "view" -> view(path, call.arguments().get("view_range"));
            case "create" -> create(path, required(call, "file_text"));
            case "str_replace" ->
                replace(
                    path, required(call, "old_str"), call.arguments().getOrDefault("new_str", ""));
            case "insert" -> insert(path, required(call, "insert_line"), required(call, "new_str"));
            default -> undo(path);
          };
      return new Observation(text, command.equals("view") ? "view" : "edit");
    } catch (EditFault e) {
      return new Observation(e.getMessage(), "edit_error");
    }
  }

  private static String required(ToolCall call, String name) throws EditFault {
    String value = call.arguments().get(name);
    if (value == null) {
      throw new EditFault(
          "Parameter `"
              + name
              + "` is required for command: "
              + call.arguments().get("command").strip());
    }
    return value;
  }

  private String text(String path) throws EditFault {
    String shown = Workspace.shown(path);
    if (workspace.text(path).isEmpty() && workspace.isFolder(path)) {
      throw new EditFault(
          "The path "
              + shown
              + " is a directory and only the `view` command can be used on directories");
    }
    return workspace
        .text(path)
        .orElseThrow(
            () ->
                new EditFault(
                    "The path " + shown + " does not exist. Please provide a valid path."));
  }

  private String view(String path, String range) throws EditFault {
    if (workspace.text(path).isEmpty() && workspace.isFolder(path)) {
      if (range != null) {
        throw new EditFault(
            "The `view_range` parameter is not allowed when `path` points to a directory.");
      }
      return folder(path);
    }
    String[] lines = text(path).split("\n", -1);
    String[] ends = range == null ? null : range.replaceAll("[\\[\\]\\s]", "").split(",");
    int first = ends == null ? 1 : Integer.parseInt(ends[0]);
    int last = ends == null || ends[1].equals("-1") ? lines.length : Integer.parseInt(ends[1]);
    if (first > lines.length) {
      throw new EditFault(
          "Invalid `view_range`: "
              + range.strip()
              + ". Its first element `"
              + first
              + "` should be within the range of lines of the file: [1, "
              + lines.length
              + "]");
    }
    if (last > lines.length) {
      throw new EditFault(
          "Invalid `view_range`: "
              + range.strip()
              + ". Its second element `"
              + last
              + "` should be smaller than the number of lines in the file: `"
              + lines.length
              + "`");
    }
    return result(Workspace.shown(path), lines, first, last).stripTrailing();
  }

  private String folder(String path) {
    int depth = path.isEmpty() ? 0 : path.split("/").length;
    List<String> lines = new ArrayList<>(List.of(Workspace.shown(path)));
    for (String entry : workspace.entries(path)) {
      String[] parts = entry.split("/");
      boolean hidden = false;
      for (int i = depth; i < parts.length; i++) {
        hidden |= parts[i].startsWith(".");
      }
      if (!hidden && parts.length - depth <= 2) {
        lines.add(Workspace.shown(entry));
      }
    }
    return "Here's the files and directories up to 2 levels deep in "
        + Workspace.shown(path)
        + ", excluding hidden items:\n"
        + String.join("\n", lines);
  }

  private String create(String path, String text) throws EditFault {
    if (workspace.text(path).isPresent() || workspace.isFolder(path)) {
      throw new EditFault(
          "File already exists at: "
              + Workspace.shown(path)
              + ". Cannot overwrite files using command `create`.");
    }
    for (String folder = Workspace.parent(path);
        !folder.isEmpty();
        folder = Workspace.parent(folder)) {
      if (workspace.text(folder).isPresent()) {
        throw new EditFault("The parent " + Workspace.shown(folder) + " is a file.");
      }
    }
    workspace.put(path, text);
    return "File created successfully at: " + Workspace.shown(path);
  }

  private String replace(String path, String old, String fresh) throws EditFault {
    String text = text(path);
    String shown = Workspace.shown(path);
    int at = old.isEmpty() ? -1 : text.indexOf(old);
    if (at < 0) {
      throw new EditFault(
          "No replacement was performed, old_str `"
              + old
              + "` did not appear verbatim in "
              + shown
              + ".");
    }
    if (text.indexOf(old, at + 1) >= 0) {
      throw new EditFault(
          "No replacement was performed. Multiple occurrences of old_str `"
              + old
              + "` in lines "
              + lines(text, old)
              + ". Please ensure it is unique");
    }
    String changed = text.substring(0, at) + fresh + text.substring(at + old.length());
    keep(path, text, changed);
    int before = newlines(text.substring(0, at));
    String[] lines = changed.split("\n", -1);
    int from = Math.max(1, before - SNIPPET); // so the real tool counts: five lines before
    int end = changed.endsWith("\n") ? lines.length - 1 : lines.length;
    int to = Math.min(end, before + SNIPPET + newlines(fresh));
    return edited(shown) + result("a snippet of " + shown, lines, from, to) + REVIEW;
  }

  private static List<Integer> lines(String text, String old) {
    List<Integer> lines = new ArrayList<>();
    for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + 1)) {
      int line = newlines(text.substring(0, at)) + 1;
      if (!lines.contains(line)) {
        lines.add(line);
      }
    }
    return lines;
  }

  private String insert(String path, String at, String fresh) throws EditFault {
    String text = text(path);
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int line = Integer.parseInt(at.strip());
    if (line > lines.size()) {
      throw new EditFault(
          "Invalid `insert_line` parameter: "
              + line
              + ". It should be within the range of lines of the file: [0, "
              + lines.size()
              + "]");
    }
    lines.add(line, fresh);
    String changed = String.join("\n", lines);
    keep(path, text, changed);
    String[] now = changed.split("\n", -1);
    int from = Math.max(1, line - SNIPPET + 1);
    int to = Math.min(now.length, line + 1 + newlines(fresh) + SNIPPET);
    return edited(Workspace.shown(path))
        + result("a snippet of the edited file", now, from, to)
        + REVIEW_INSERT;
  }

  private String undo(String path) throws EditFault {
    text(path);
    String shown = Workspace.shown(path);
    Deque<String> earlier = history.get(path);
    if (earlier == null || earlier.isEmpty()) {
      throw new EditFault("No edit history found for " + shown + ".");
    }
    workspace.put(path, earlier.pop());
    return "Last edit to " + shown + " undone successfully. " + view(path, null);
  }

  private void keep(String path, String before, String after) {
    history.computeIfAbsent(path, p -> new ArrayDeque<>()).push(before);
    workspace.put(path, after);
  }

  private static String edited(String shown) {
    return "The file " + shown + " has been edited. ";
  }

  /** As {@code cat -n}: six places for the number, a tab, the line. */
  private static String result(String what, String[] lines, int first, int last) {
    StringBuilder text =
        new StringBuilder("Here's the result of running `cat -n` on " + what + ":\n");
    for (int i = first; i <= last; i++) {
      text.append(String.format("%6d\t", i)).append(lines[i - 1]).append('\n');
    }
    return text.toString();
  }

  private static int newlines(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }
}
