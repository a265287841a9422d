package org.srl4j.eval.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Executes notebooks without a browser, by {@code jupyter nbconvert}.
 *
 * @param kernel runs the cells
 * @param notebooks the folder with the numbered notebooks
 * @param output where executed notebooks and pages go
 */
public record NotebookRun(JavaKernel kernel, Path notebooks, Path output) {
  private static final int CELL_SECONDS = 900;
  private static final int START_SECONDS = 120;

  /** What running without a browser needs. */
  static final String PACKAGES =
      "It needs three packages: jupyter-client, nbconvert and nbclient (Debian: apt install"
          + " jupyter-client jupyter-nbconvert python3-nbclient; else: pip install jupyter-client"
          + " nbconvert nbclient)";

  /** Long lines of code go on in the next line of the page instead of out of it. */
  static final String WRAPPED =
      "<style>pre, .highlight pre, .jp-OutputArea-output pre"
          + " { white-space: pre-wrap !important; overflow-wrap: anywhere; }</style>\n";

  /**
   * The notebooks of these numbers.
   *
   * @param numbers e.g. {@code 01}; none = all
   * @throws IllegalArgumentException if there is no notebook of a number
   */
  public List<Path> find(List<String> numbers) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(notebooks)) {
      all = files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList();
    }
    List<Path> found = new ArrayList<>();
    for (String number : numbers) {
      found.add(
          all.stream()
              .filter(f -> f.getFileName().toString().startsWith(number + "-"))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "notebook " + number + ": there is none, there are " + names(all))));
    }
    return numbers.isEmpty() ? all : found;
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(file -> file.getFileName().toString()).toList();
  }

  /**
   * Executes one notebook from its first cell to its last.
   *
   * @return its page, {@code <name>.html}
   * @throws IOException if a cell fails; the message holds the cell and its cause
   */
  public Path execute(Path notebook) throws IOException {
    Files.createDirectories(output);
    Path place = Files.createTempDirectory("srl-jupyter");
    try {
      kernel.install(place.resolve("kernels"));
      String name = notebook.getFileName().toString().replace(".ipynb", "");
      new ExternalProgram(
              List.of(
                  "jupyter",
                  "nbconvert",
                  "--to",
                  "html",
                  "--execute",
                  "--ExecutePreprocessor.kernel_name=" + JavaKernel.NAME,
                  "--ExecutePreprocessor.timeout=" + CELL_SECONDS,
                  "--ExecutePreprocessor.startup_timeout=" + START_SECONDS,
                  "--output-dir=" + output.toAbsolutePath(),
                  notebook.toAbsolutePath().toString()),
              notebooks,
              Map.of("JUPYTER_PATH", place.toString()))
          .run(notebook.getFileName() + " failed");
      return wrap(output.resolve(name + ".html"));
    } finally {
      try (Stream<Path> left = Files.walk(place)) {
        for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** Adds the style to a page. */
  static Path wrap(Path page) throws IOException {
    String text = Files.readString(page);
    int end = text.indexOf("</head>");
    if (end < 0) {
      throw new IOException(page + ": nbconvert wrote a page without a head");
    }
    Files.writeString(page, text.substring(0, end) + WRAPPED + text.substring(end));
    return page;
  }

  /**
   * Refuses before anything is made where notebooks cannot be run.
   *
   * @throws IOException that names the packages to install
   */
  public static void requireJupyter() throws IOException {
    new ExternalProgram(List.of("jupyter", "nbconvert", "--version"), Path.of(""))
        .run("notebooks cannot be run. " + PACKAGES);
  }
}
