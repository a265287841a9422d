package org.srl4j.eval.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Messages, help and pages name no option that the user cannot type. */
class NamedOptionsTest {
  private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]*[a-z0-9]");

  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

  /** Of programs that are started: git, bubblewrap, setpriv, prlimit, unshare, java and others. */
  private static final Set<String> OF_OTHER_PROGRAMS =
      Set.of(
          "--add-exports",
          "--add-modules",
          "--bare",
          "--batch",
          "--bind",
          "--chdir",
          "--clear-groups",
          "--clearenv",
          "--cgroup",
          "--core",
          "--dev",
          "--die-with-parent",
          "--enable-native-access",
          "--execute",
          "--export-marks",
          "--fork",
          "--fsize",
          "--full-tree",
          "--git-dir",
          "--kill-child",
          "--left",
          "--limit-modules",
          "--long",
          "--map-root-user",
          "--mount-proc",
          "--net",
          "--new-session",
          "--nproc",
          "--pid",
          "--proc",
          "--query-gpu",
          "--regid",
          "--reuid",
          "--ro-bind",
          "--symlink",
          "--tmpfs",
          "--unshare-all",
          "--users",
          "--color",
          "--missing",
          "--file",
          "--old",
          "--new",
          "--insert",
          "--view",
          "--as",
          "--include",
          "--verify",
          "--quiet",
          "--git",
          "--dataset",
          "--max",
          "--output-dir");

  private static Set<String> allowed() {
    Set<String> names = new HashSet<>(OF_OTHER_PROGRAMS);
    Main.commandLine().getSubcommands().keySet().forEach(c -> collect(Main.commandLine(c), names));
    return names;
  }

  private static void collect(CommandLine command, Set<String> names) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      names.addAll(List.of(option.names()));
      if (option.negatable()) {
        names.add("--no-" + option.longestName().substring(2));
      }
    }
    command.getSubcommands().values().forEach(each -> collect(each, names));
  }

  private static List<Path> sources() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String module : List.of("srl-core", "srl-models", "srl-eval")) {
      try (Stream<Path> walk = Files.walk(PROJECT.resolve(module).resolve("src/main"))) {
        walk.filter(f -> f.toString().endsWith(".java")).forEach(files::add);
      }
    }
    return files;
  }

  private static List<String> unknown(String where, List<String> lines, Set<String> allowed) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher option = OPTION.matcher(literals(lines.get(i)));
      while (option.find()) {
        if (!allowed.contains(option.group())) {
          found.add(where + ":" + (i + 1) + " names " + option.group());
        }
      }
    }
    return found;
  }

  private static String literals(String line) {
    return LITERAL.matcher(line).results().map(MatchResult::group).collect(Collectors.joining(" "));
  }

  @Test
  void messagesNameOptionsThatExist() throws IOException {
    Set<String> allowed = allowed();
    List<Path> sources = sources();
    assertTrue(sources.size() > 700, "sources found: " + sources.size());
    List<String> found = new ArrayList<>();
    for (Path file : sources) {
      found.addAll(unknown(PROJECT.relativize(file).toString(), Files.readAllLines(file), allowed));
    }
    assertEquals(List.of(), found);
  }

  @Test
  void aGoneOptionIsSeen() {
    assertEquals(
        List.of("X.java:1 names --no-such"),
        unknown("X.java", List.of("\"give --no-such or --output\"", "a--b"), allowed()));
  }
}
