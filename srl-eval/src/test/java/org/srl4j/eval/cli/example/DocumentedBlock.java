package org.srl4j.eval.cli.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fenced block of a page.
 *
 * @param place file and line of its first fence
 * @param language behind the fence, e.g. {@code yaml}; empty without one
 * @param kind the second word there, e.g. {@code task}; empty without one
 * @param notRun the reason of a line {@code <!-- not run: ... -->} before the fence
 * @param text between the fences
 */
record DocumentedBlock(
    String place, String language, String kind, Optional<String> notRun, String text) {
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static final Pattern FENCE = Pattern.compile("\\s*```(\\S*)\\s*(\\S*).*");
  private static final Pattern NOT_RUN = Pattern.compile("\\s*<!-- not run: (\\S.*) -->\\s*");

  /** Every page that people read beside the code. */
  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String top : List.of("README.md", "CONTRIBUTING.md")) {
      pages.add(ROOT.resolve(top));
    }
    for (String folder : List.of("docs", "data", "notebooks")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  static List<DocumentedBlock> all() throws IOException {
    List<DocumentedBlock> blocks = new ArrayList<>();
    for (Path page : pages()) {
      blocks.addAll(of(ROOT.relativize(page).toString(), Files.readAllLines(page)));
    }
    return blocks;
  }

  /** The blocks of one page. */
  static List<DocumentedBlock> of(String page, List<String> lines) {
    List<DocumentedBlock> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      if (!fence.matches()) {
        continue;
      }
      int end = i + 1;
      while (end < lines.size() && !lines.get(end).strip().equals("```")) {
        end++;
      }
      if (end == lines.size()) {
        throw new AssertionError(page + ":" + (i + 1) + ": a fence that does not end");
      }
      Matcher mark = NOT_RUN.matcher(i == 0 ? "" : lines.get(i - 1));
      blocks.add(
          new DocumentedBlock(
              page + ":" + (i + 1),
              fence.group(1),
              fence.group(2),
              mark.matches() ? Optional.of(mark.group(1)) : Optional.empty(),
              String.join("\n", lines.subList(i + 1, end)).stripIndent() + "\n"));
      i = end;
    }
    return blocks;
  }
}
