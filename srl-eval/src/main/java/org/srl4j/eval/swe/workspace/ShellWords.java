package org.srl4j.eval.swe.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a command line apart: commands joined by {@code &&}, each a pipeline joined by {@code |},
 * each a list of words. Quotes and backslashes are understood, {@code 2>/dev/null} and {@code 2>&1}
 * are dropped; anything else that a shell would act on makes the line one that is not understood.
 */
final class ShellWords {
  private static final String ACTS = "`$<>;()&|*?[]{}~#\n\r";
  private static final List<String> DROPPED = List.of("2>/dev/null", "2> /dev/null", "2>&1");

  private final String line;
  private final List<List<List<String>>> commands = new ArrayList<>();
  private List<List<String>> pipeline = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private StringBuilder word;
  private int at;

  private ShellWords(String line) {
    this.line = line;
  }

  /**
   * The commands.
   *
   * @return lists of pipelines of words; empty if the line is not understood
   */
  static Optional<List<List<List<String>>>> parse(String line) {
    ShellWords parser = new ShellWords(line.strip());
    return parser.parse() ? Optional.of(parser.commands) : Optional.empty();
  }

  private boolean parse() {
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == ' ' || c == '\t') {
        endWord();
        at++;
      } else if (c == '\'' || c == '"') {
        if (!quoted(c)) {
          return false;
        }
      } else if (c == '\\' && at + 1 < line.length() && line.charAt(at + 1) != '\n') {
        add(line.charAt(at + 1));
        at += 2;
      } else if (word == null && dropped()) {
        continue;
      } else if (line.startsWith("&&", at)) {
        at += 2;
        if (!endPipeline()) {
          return false;
        }
      } else if (c == '|' && !line.startsWith("||", at)) {
        at++;
        if (!endCommand()) {
          return false;
        }
      } else if (c == '\\' || ACTS.indexOf(c) >= 0) {
        return false;
      } else {
        add(c);
        at++;
      }
    }
    return endPipeline();
  }

  private boolean dropped() {
    for (String text : DROPPED) {
      if (line.startsWith(text, at)) {
        at += text.length();
        return true;
      }
    }
    return false;
  }

  private boolean quoted(char quote) {
    word = word == null ? new StringBuilder() : word;
    for (at++; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == quote) {
        at++;
        return true;
      }
      if (quote == '"' && (c == '$' || c == '`')) {
        return false;
      }
      boolean escape =
          quote == '"'
              && c == '\\'
              && at + 1 < line.length()
              && "\"\\$`".indexOf(line.charAt(at + 1)) >= 0;
      at += escape ? 1 : 0;
      word.append(line.charAt(at));
    }
    return false;
  }

  private void add(char c) {
    word = word == null ? new StringBuilder() : word;
    word.append(c);
  }

  private void endWord() {
    if (word != null) {
      words.add(word.toString());
      word = null;
    }
  }

  private boolean endCommand() {
    endWord();
    boolean any = !words.isEmpty();
    pipeline.add(List.copyOf(words));
    words = new ArrayList<>();
    return any;
  }

  private boolean endPipeline() {
    boolean any = endCommand();
    commands.add(List.copyOf(pipeline));
    pipeline = new ArrayList<>();
    return any;
  }
}
