package org.srl4j.eval.cli.example;

import java.util.ArrayList;
import java.util.List;

/** Cuts a shell text into its commands, as far as examples need it: no substitution, no loops. */
final class ShellLines {
  private final List<List<String>> commands = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private StringBuilder word;

  private ShellLines() {}

  /** Each command's words, without quotes, comments and redirections. */
  static List<List<String>> commands(String text) {
    ShellLines lines = new ShellLines();
    lines.read(text.replace("\\\n", " ") + "\n");
    return lines.commands;
  }

  private void read(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        int end = text.indexOf(c, i + 1);
        append(text.substring(i + 1, end));
        i = end;
      } else if (c == '#' && word == null) {
        i = text.indexOf('\n', i) - 1;
      } else if (c == '\n' || c == ';' || c == '|' || c == '&') {
        endCommand();
      } else if (Character.isWhitespace(c)) {
        endWord();
      } else if (c == '>' || c == '<') {
        endWord();
        word = new StringBuilder("\0"); // the file of a redirection is no word of the command
      } else if (c == '\\') {
        append("" + text.charAt(++i));
      } else {
        append("" + c);
      }
    }
  }

  private void append(String more) {
    word = (word == null ? new StringBuilder() : word).append(more);
  }

  private void endWord() {
    if (word != null && word.toString().equals("\0")) {
      return; // a blank between > and its file
    }
    if (word != null && word.indexOf("\0") != 0) {
      words.add(word.toString());
    }
    word = null;
  }

  private void endCommand() {
    endWord();
    if (!words.isEmpty()) {
      commands.add(words);
    }
    words = new ArrayList<>();
    word = null;
  }
}
