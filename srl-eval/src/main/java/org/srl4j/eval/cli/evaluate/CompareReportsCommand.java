package org.srl4j.eval.cli.evaluate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.page.PageFiles;
import org.srl4j.eval.page.StrictJson;
import org.srl4j.eval.report.benchmark.PaperTable;
import org.srl4j.eval.result.EvaluationFiles;
import org.srl4j.eval.result.EvaluationReport;
import org.srl4j.eval.result.NamedReport;
import org.srl4j.eval.result.PaperCells;
import org.srl4j.eval.result.PaperPages;
import org.srl4j.eval.result.ReportSet;
import org.srl4j.eval.result.ReportSetPages;
import org.srl4j.eval.result.ReportSetRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code srl compare-reports}: evaluations side by side, with paired tests. */
@Command(
    name = "compare-reports",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description =
        "Sets reports of srl eval side by side: figures, McNemar and permutation tests against the"
            + " first model, Holm-adjusted, and the smallest gap that could have been shown."
            + " Markdown goes to standard output.",
    footer = {
      "",
      "Example: srl compare-reports base=out/eval-aime24-base srl=out/eval-aime24-srl",
      "         srl compare-reports --paper out/my-evaluations"
    })
public final class CompareReportsCommand implements Callable<Integer> {
  private static final int DEPTH = 4;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "[NAME=]DIR",
      description =
          "A report.json or its folder, or a folder with such folders below it; NAME instead of the"
              + " model's own. The first is the baseline.")
  private List<String> reports;

  @Option(
      names = "--paper",
      description = "Beside table 1 of the SRL paper, with both averages of its SRL row.")
  private boolean paper;

  @Option(names = "--json", description = "One JSON object instead of Markdown.")
  private boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write the page for a browser too.")
  private Path html;

  @Override
  public Integer call() throws IOException {
    List<NamedReport> named = new ArrayList<>();
    for (String argument : reports) {
      named.addAll(read(argument));
    }
    ReportSet set = new ReportSet(named);
    PrintWriter out = spec.commandLine().getOut();
    if (paper) {
      PaperPages pages = new PaperPages(PaperCells.beside(set), set);
      out.print(json ? toJson(pages) : pages.markdown());
      writeHtml(pages.html());
    } else {
      ReportSetPages pages = new ReportSetPages(set);
      out.print(json ? StrictJson.write(ReportSetRecord.of(set)) : pages.markdown());
      writeHtml(pages.html());
    }
    return 0;
  }

  private void writeHtml(String page) throws IOException {
    if (html != null) {
      PageFiles.replace(html, page);
    }
  }

  /** What {@code --paper --json} prints. */
  private record BesidePaper(List<String> columns, List<PaperTable.Row> rows, List<String> notes) {}

  private static String toJson(PaperPages pages) {
    PaperTable table = pages.table();
    return StrictJson.write(new BesidePaper(table.columns(), table.rows(), pages.notes()));
  }

  private static List<NamedReport> read(String argument) throws IOException {
    int mark = argument.indexOf('=');
    String name = mark > 0 ? argument.substring(0, mark) : "";
    Path path = Path.of(mark > 0 ? argument.substring(mark + 1) : argument);
    List<NamedReport> named = new ArrayList<>();
    for (Path file : files(path)) {
      EvaluationReport report = EvaluationFiles.read(file);
      named.add(new NamedReport(name.isEmpty() ? report.run().model() : name, report));
    }
    return named;
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path) || Files.exists(path.resolve(EvaluationFiles.JSON))) {
      return List.of(path);
    }
    try (Stream<Path> below = Files.find(path, DEPTH, (file, facts) -> facts.isRegularFile())) {
      List<Path> found =
          below
              .filter(file -> file.getFileName().toString().equals(EvaluationFiles.JSON))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            path + ": holds no " + EvaluationFiles.JSON + "; name a folder that srl eval wrote");
      }
      return found;
    }
  }
}
