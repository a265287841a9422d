package org.srl4j.eval.cli.machine;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.notebook.JavaKernel;
import org.srl4j.eval.notebook.NotebookRun;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code srl notebook}: the Jupyter notebooks. */
@Command(
    name = "notebook",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = "Jupyter notebooks with a Java kernel.",
    subcommands = {NotebookCommand.Install.class, NotebookCommand.Run.class})
public final class NotebookCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine commandLine = spec.commandLine();
    commandLine.getErr().println("A subcommand is missing.");
    commandLine.usage(commandLine.getErr());
    return spec.exitCodeOnInvalidInput();
  }

  private static Path root() {
    return Path.of(System.getProperty("srl4j.root", ".")).toAbsolutePath().normalize();
  }

  /** Makes the kernel known to the user's Jupyter. */
  @Command(
      name = "install",
      mixinStandardHelpOptions = true,
      version = Version.TEXT,
      description = {
        "Writes the kernel \"Java (srl4j)\" for your Jupyter, with this toolkit's class path.",
        "Run it again after the toolkit has moved or its libraries have changed."
      },
      footer = {"", "Example: srl notebook install && jupyter lab notebooks"})
  static final class Install implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--to",
        paramLabel = "DIR",
        description = "A folder of kernels (default: your Jupyter's).")
    private Path to;

    @Override
    public Integer call() throws IOException {
      Path kernels = to == null ? JavaKernel.userKernels() : to;
      Path file = JavaKernel.of(root()).install(kernels);
      PrintWriter out = spec.commandLine().getOut();
      out.println("kernel " + JavaKernel.NAME + " written: " + file);
      out.println("next: jupyter lab notebooks");
      return 0;
    }
  }

  /** Executes notebooks without a browser. */
  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      version = Version.TEXT,
      description = {
        "Executes notebooks from their first cell to their last and writes a page of each.",
        "Needs jupyter-client, nbconvert and nbclient. Exit code 1 if a cell fails."
      },
      footer = {"", "Example: srl notebook run 01 02"})
  static final class Run implements Callable<Integer> {
    private static final double NANOS = 1e9;

    @Spec private CommandSpec spec;

    @Parameters(
        paramLabel = "NN",
        arity = "0..*",
        description = "Numbers of notebooks, e.g. 01 (default: all).")
    private List<String> numbers = new ArrayList<>();

    @Option(
        names = "--output",
        paramLabel = "DIR",
        defaultValue = "out/notebooks",
        description = "Where pages go; made if missing (default: ${DEFAULT-VALUE}).")
    private Path output;

    @Override
    public Integer call() throws IOException {
      NotebookRun.requireJupyter();
      NotebookRun run = new NotebookRun(JavaKernel.of(root()), root().resolve("notebooks"), output);
      PrintWriter out = spec.commandLine().getOut();
      for (Path notebook : run.find(numbers)) {
        long start = System.nanoTime();
        Path page = run.execute(notebook);
        out.printf(
            "%-40s %6.1f s  %s%n",
            notebook.getFileName(), (System.nanoTime() - start) / NANOS, page);
        out.flush();
      }
      return 0;
    }
  }
}
