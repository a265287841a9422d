package org.srl4j.eval.swe.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.srl4j.eval.swe.workspace.FileArguments.Source;

/**
 * Commands that print files or what comes through a pipe: {@code cat [-n]}, {@code head} and {@code
 * tail [-n N]}, {@code sed -n A,Bp}, {@code wc -l}, {@code sort [-u]}; and {@code ls}, which prints
 * names alone.
 *
 * @param files what they name
 * @param input what comes through a pipe
 */
record TextCommands(FileArguments files, Optional<String> input) {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:,(\\d{1,9}|\\$))?p");
  private static final int DEFAULT_LINES = 10;

  String cat(List<String> words) throws RefusedPathException, CommandFault {
    boolean numbers = words.contains("-n");
    requireOptions("cat", words, "-n");
    StringBuilder printed = new StringBuilder();
    int number = 0;
    for (Source source : files.sources("cat", arguments(words), input)) {
      if (!numbers) {
        printed.append(source.text());
        continue;
      }
      for (String line : FileArguments.lines(source.text())) {
        printed.append(String.format("%6d\t", ++number)).append(line).append('\n');
      }
    }
    return printed.toString();
  }

  String ends(List<String> words) throws RefusedPathException, CommandFault {
    String command = words.get(0);
    List<String> names = new ArrayList<>();
    int count = DEFAULT_LINES;
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-")) {
        names.add(word);
        continue;
      }
      boolean next = word.equals("-n") && i + 1 < words.size();
      String value = next ? words.get(++i) : word.replaceFirst("^-n?", "");
      if (!value.matches("\\d{1,9}")) {
        throw CommandFault.unserved(command, word + (next ? " " + value : ""));
      }
      count = Integer.parseInt(value);
    }
    StringBuilder printed = new StringBuilder();
    for (Source source : files.sources(command, names, input)) {
      List<String> lines = FileArguments.lines(source.text());
      int some = Math.min(count, lines.size());
      boolean head = command.equals("head");
      append(printed, lines.subList(head ? 0 : lines.size() - some, head ? some : lines.size()));
    }
    return printed.toString();
  }

  String sed(List<String> words) throws RefusedPathException, CommandFault {
    Matcher range = words.size() < 3 ? RANGE.matcher("") : RANGE.matcher(words.get(2));
    if (words.size() < 3 || !words.get(1).equals("-n") || !range.matches()) {
      throw CommandFault.unserved("sed", "anything but -n 'FIRST,LASTp' FILE");
    }
    StringBuilder printed = new StringBuilder();
    for (Source source : files.sources("sed", words.subList(3, words.size()), input)) {
      List<String> lines = FileArguments.lines(source.text());
      int first = Math.max(1, Integer.parseInt(range.group(1)));
      String end = range.group(2) == null ? range.group(1) : range.group(2);
      int last = end.equals("$") ? lines.size() : Integer.parseInt(end);
      int to = Math.min(lines.size(), last);
      append(printed, lines.subList(Math.min(first - 1, to), to));
    }
    return printed.toString();
  }

  String count(List<String> words) throws RefusedPathException, CommandFault {
    if (!words.contains("-l")) {
      throw CommandFault.unserved("wc", "anything but -l");
    }
    requireOptions("wc", words, "-l");
    StringBuilder printed = new StringBuilder();
    for (Source source : files.sources("wc", arguments(words), input)) {
      long lines = source.text().chars().filter(c -> c == '\n').count();
      String name = arguments(words).isEmpty() ? "" : " " + source.shown();
      printed.append(lines).append(name).append('\n');
    }
    return printed.toString();
  }

  String sort(List<String> words) throws RefusedPathException, CommandFault {
    requireOptions("sort", words, "-u");
    List<String> lines = new ArrayList<>();
    for (Source source : files.sources("sort", arguments(words), input)) {
      lines.addAll(FileArguments.lines(source.text()));
    }
    Stream<String> sorted = lines.stream().sorted();
    StringBuilder printed = new StringBuilder();
    append(printed, words.contains("-u") ? sorted.distinct().toList() : sorted.toList());
    return printed.toString();
  }

  String list(List<String> words) throws RefusedPathException, CommandFault {
    boolean hidden = false;
    for (String option : words.subList(1, words.size())) {
      if (option.startsWith("-") && !option.matches("-[lahA1F]+")) {
        throw CommandFault.unserved("ls", option);
      }
      hidden |= option.matches("-\\w*[aA]\\w*");
    }
    List<String> arguments = arguments(words);
    List<String> parts = new ArrayList<>();
    StringBuilder single = new StringBuilder();
    for (String argument :
        arguments.isEmpty() ? List.of(".") : arguments.stream().sorted().toList()) {
      String path = files.resolve(argument);
      if (files.workspace().text(path).isPresent()) {
        single.append(argument).append('\n');
        continue;
      }
      if (!files.workspace().isFolder(path)) {
        throw CommandFault.of("ls: cannot access '" + argument + "': No such file or directory");
      }
      StringBuilder part = new StringBuilder(arguments.size() > 1 ? argument + ":\n" : "");
      append(part, names(path, hidden));
      parts.add(part.toString());
    }
    if (single.length() > 0) {
      parts.add(0, single.toString());
    }
    return String.join("\n", parts);
  }

  private List<String> names(String folder, boolean hidden) {
    SortedSet<String> names = new TreeSet<>();
    int start = folder.isEmpty() ? 0 : folder.length() + 1;
    for (String path : files.workspace().under(folder).keySet()) {
      int end = path.indexOf('/', start);
      String name = path.substring(start, end < 0 ? path.length() : end);
      if (hidden || !name.startsWith(".")) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  private static void append(StringBuilder printed, List<String> lines) {
    lines.forEach(line -> printed.append(line).append('\n'));
  }

  private static List<String> arguments(List<String> words) {
    return words.stream().skip(1).filter(word -> !word.startsWith("-")).toList();
  }

  private static void requireOptions(String command, List<String> words, String allowed)
      throws CommandFault {
    for (String word : words.subList(1, words.size())) {
      if (word.startsWith("-") && !word.equals(allowed)) {
        throw CommandFault.unserved(command, word);
      }
    }
  }
}
