package org.srl4j.eval.swe.workspace;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * {@code grep [-rRniwvlchHEFP] [-A N] [-B N] [-C N] [-m N] [-e PATTERN] [--include=GLOB] PATTERN
 * [PATH...]} on the texts of a workspace. Files come in the order of their paths.
 */
final class Grep {
  private static final String NAME = "grep";

  private final FileArguments files;
  private final List<String> rest = new ArrayList<>();
  private final List<Pattern> includes = new ArrayList<>();
  private String flags = "";
  private String expression;
  private int before;
  private int after;
  private int most = Integer.MAX_VALUE;
  private Pattern pattern;

  private Grep(FileArguments files) {
    this.files = files;
  }

  /** What it prints. */
  static String run(List<String> words, FileArguments files, Optional<String> input)
      throws RefusedPathException, CommandFault {
    Grep grep = new Grep(files);
    grep.read(words);
    return grep.search(input);
  }

  private void read(List<String> words) throws CommandFault {
    flags = words.get(0).equals("egrep") ? "E" : words.get(0).equals("fgrep") ? "F" : "";
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("--include=")) {
        includes.add(SearchPattern.ofGlob(word.substring(10), false));
      } else if (word.startsWith("--color")) {
        continue; // there are no colours
      } else if (word.startsWith("--")) {
        throw CommandFault.unserved(NAME, word);
      } else if (word.startsWith("-") && word.length() > 1) {
        i += option(word, i + 1 < words.size() ? words.get(i + 1) : null);
      } else {
        rest.add(word);
      }
    }
    if (expression == null) {
      if (rest.isEmpty()) {
        throw CommandFault.of("grep: no pattern");
      }
      expression = rest.remove(0);
    }
    SearchPattern.Syntax syntax =
        has('F')
            ? SearchPattern.Syntax.FIXED
            : has('E') || has('P') ? SearchPattern.Syntax.EXTENDED : SearchPattern.Syntax.BASIC;
    pattern = SearchPattern.of(expression, syntax, has('i'), has('w'));
  }

  private boolean has(char flag) {
    return flags.indexOf(flag) >= 0;
  }

  /** Reads a word of options; how many of the words after it are used. */
  private int option(String word, String next) throws CommandFault {
    for (int i = 1; i < word.length(); i++) {
      char flag = word.charAt(i);
      if ("rRniwvlchHEFPIsG".indexOf(flag) >= 0) {
        flags += flag;
      } else if ("ABCme".indexOf(flag) >= 0) {
        boolean here = i + 1 < word.length();
        String value = here ? word.substring(i + 1) : next;
        set(flag, value);
        return here ? 0 : 1;
      } else {
        throw CommandFault.unserved(NAME, "-" + flag);
      }
    }
    return 0;
  }

  private void set(char flag, String value) throws CommandFault {
    if (flag == 'e') {
      expression = value;
      return;
    }
    if (value == null || !value.matches("\\d{1,6}")) {
      throw CommandFault.of("grep: -" + flag + " needs a number");
    }
    int number = Integer.parseInt(value);
    before = flag == 'B' || flag == 'C' ? number : before;
    after = flag == 'A' || flag == 'C' ? number : after;
    most = flag == 'm' ? number : most;
  }

  private String search(Optional<String> input) throws RefusedPathException, CommandFault {
    boolean recursive = has('r') || has('R');
    List<FileArguments.Source> sources;
    if (recursive) {
      sources = below(rest.isEmpty() ? List.of("") : rest);
    } else {
      sources = files.sources(NAME, rest, input);
    }
    boolean names = has('H') || !has('h') && (recursive || rest.size() > 1);
    StringBuilder printed = new StringBuilder();
    for (FileArguments.Source source : sources) {
      print(source, names ? source.shown() : "", printed);
      FileArguments.requireShort(printed.length());
    }
    return printed.toString();
  }

  private List<FileArguments.Source> below(List<String> arguments)
      throws RefusedPathException, CommandFault {
    List<FileArguments.Source> sources = new ArrayList<>();
    for (String argument : arguments) {
      String path = files.resolve(argument);
      Optional<String> file = files.workspace().text(path);
      SortedMap<String, String> under = files.workspace().under(path);
      if (file.isEmpty() && under.isEmpty() && !path.isEmpty()) {
        throw CommandFault.of("grep: " + argument + ": No such file or directory");
      }
      file.ifPresent(text -> sources.add(new FileArguments.Source(argument, text)));
      under.forEach(
          (name, text) -> {
            if (isIncluded(name)) {
              String shown = FileArguments.shown(argument, path, name);
              sources.add(new FileArguments.Source(shown, text));
            }
          });
    }
    return sources;
  }

  private boolean isIncluded(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return includes.isEmpty() || includes.stream().anyMatch(p -> p.matcher(name).find());
  }

  private void print(FileArguments.Source source, String name, StringBuilder printed) {
    List<String> lines = FileArguments.lines(source.text());
    int matches = 0;
    int next = 0; // first line that is not printed yet
    int shownUntil = -1; // last line of context that is wanted
    for (int i = 0; i < lines.size() && matches < most; i++) {
      if (pattern.matcher(lines.get(i)).find() == has('v')) {
        if (i <= shownUntil) {
          line(name, '-', i, lines.get(i), printed);
          next = i + 1;
        }
        continue;
      }
      matches++;
      if (has('l') || has('c')) {
        continue;
      }
      int from = Math.max(next, i - before);
      if (from > next && next > 0 && before + after > 0) {
        printed.append("--\n");
      }
      for (int j = from; j < i; j++) {
        line(name, '-', j, lines.get(j), printed);
      }
      line(name, ':', i, lines.get(i), printed);
      next = i + 1;
      shownUntil = i + after;
    }
    if (has('l') && matches > 0) {
      printed.append(source.shown()).append('\n');
    } else if (has('c') && !has('l')) {
      printed.append(name.isEmpty() ? "" : name + ":").append(matches).append('\n');
    }
  }

  private void line(String name, char mark, int index, String line, StringBuilder printed) {
    printed.append(name.isEmpty() ? "" : name + mark);
    printed.append(has('n') ? (index + 1) + "" + mark : "").append(line).append('\n');
  }
}
