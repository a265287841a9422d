package org.srl4j.eval.swe.workspace;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code find [PATH...] [-type f|d] [-name GLOB] [-iname GLOB] [-path GLOB] [-maxdepth N]
 * [-mindepth N] [-not|!] [-o]} on the names of a workspace, in the order of the paths.
 */
final class Find {
  private static final String NAME = "find";

  private final FileArguments files;
  private final List<Predicate<Entry>> choices = new ArrayList<>();
  private Predicate<Entry> wanted = entry -> true;
  private int least;
  private int most = Integer.MAX_VALUE;

  private Find(FileArguments files) {
    this.files = files;
  }

  private record Entry(String shown, boolean isFile, int depth) {
    String name() {
      return shown.substring(shown.lastIndexOf('/') + 1);
    }
  }

  /** What it prints. */
  static String run(List<String> words, FileArguments files)
      throws RefusedPathException, CommandFault {
    Find find = new Find(files);
    int first = 1;
    while (first < words.size()
        && !words.get(first).startsWith("-")
        && !words.get(first).equals("!")) {
      first++;
    }
    find.read(words.subList(first, words.size()));
    StringBuilder printed = new StringBuilder();
    for (String argument : first == 1 ? List.of(".") : words.subList(1, first)) {
      find.print(argument, printed);
    }
    return printed.toString();
  }

  private void read(List<String> tests) throws CommandFault {
    boolean not = false;
    for (int i = 0; i < tests.size(); i++) {
      String test = tests.get(i);
      if (test.equals("!") || test.equals("-not")) {
        not = !not;
        continue;
      }
      if (test.equals("-o")) {
        choices.add(wanted);
        wanted = entry -> true;
        continue;
      }
      if (test.equals("-print")) {
        continue;
      }
      if (++i == tests.size()) {
        throw CommandFault.of("find: missing argument to " + test);
      }
      Predicate<Entry> read = test(test, tests.get(i));
      wanted = wanted.and(not ? read.negate() : read);
      not = false;
    }
    choices.add(wanted);
  }

  private Predicate<Entry> test(String test, String value) throws CommandFault {
    switch (test) {
      case "-type":
        if (!value.equals("f") && !value.equals("d")) {
          throw CommandFault.unserved(NAME, "-type " + value);
        }
        return entry -> entry.isFile() == value.equals("f");
      case "-name", "-iname":
        Pattern name = SearchPattern.ofGlob(value, test.equals("-iname"));
        return entry -> name.matcher(entry.name()).find();
      case "-path", "-wholename":
        Pattern path = SearchPattern.ofGlob(value, false);
        return entry -> path.matcher(entry.shown()).find();
      case "-maxdepth":
        most = number(test, value);
        return entry -> true;
      case "-mindepth":
        least = number(test, value);
        return entry -> true;
      default:
        throw CommandFault.unserved(NAME, test);
    }
  }

  private static int number(String test, String value) throws CommandFault {
    if (!value.matches("\\d{1,6}")) {
      throw CommandFault.of("find: " + test + " needs a number");
    }
    return Integer.parseInt(value);
  }

  private void print(String argument, StringBuilder printed)
      throws RefusedPathException, CommandFault {
    String start = files.resolve(argument);
    Workspace workspace = files.workspace();
    boolean file = workspace.text(start).isPresent();
    if (!file && !workspace.isFolder(start)) {
      throw CommandFault.of("find: '" + argument + "': No such file or directory");
    }
    print(new Entry(FileArguments.shown(argument, start, start), file, 0), printed);
    int depth = start.isEmpty() ? 0 : start.split("/").length;
    for (String path : workspace.entries(start)) {
      String shown = FileArguments.shown(argument, start, path);
      boolean isFile = workspace.text(path).isPresent();
      print(new Entry(shown, isFile, path.split("/").length - depth), printed);
    }
  }

  private void print(Entry entry, StringBuilder printed) {
    if (entry.depth() >= least
        && entry.depth() <= most
        && choices.stream().anyMatch(choice -> choice.test(entry))) {
      printed.append(entry.shown()).append('\n');
    }
  }
}
