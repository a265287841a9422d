package org.srl4j.eval.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.report.ReportWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code srl report}: pages and charts anew. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = "Rebuilds report.md, report.html and the charts from DIR/report.json.",
    footer = {"", "Example: srl report out/compare-quick"})
public final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Folder that srl compare wrote.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    ReportWriter.rebuild(folder);
    spec.commandLine().getOut().println(folder.resolve(ReportWriter.HTML));
    return 0;
  }
}
