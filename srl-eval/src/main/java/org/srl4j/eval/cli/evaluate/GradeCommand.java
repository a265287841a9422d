package org.srl4j.eval.cli.evaluate;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.rows.DataRows;
import org.srl4j.eval.solve.Graders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code srl grade}: verdicts on pairs of gold answer and answer or response. */
@Command(
    name = "grade",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Reads JSONL {\"id\", \"gold\", \"pred\"} or {\"id\", \"gold\", \"response\"} from files or"
          + " standard input: pred is an answer alone, response everything a model wrote. Writes"
          + " {\"id\", \"equivalent\", \"unparsable\", \"extracted\", \"rule\"} a line, in the same"
          + " order.",
      "unparsable: no answer found, or none that the grader can read; extracted: what was compared,"
          + " or null; rule: what decided, none if no rule made them equal.",
      "A bad line ends with exit code 2 after the lines before it are written. Speed and the"
          + " slowest line go to standard error. No line at all, or no gold that an answer can"
          + " equal, is bad input too."
    },
    footer = {
      "",
      "Example: echo '{\"id\":1,\"gold\":\"1/2\",\"response\":\"so \\\\\\\\boxed{0.5}\"}' | srl"
          + " grade --grader qwen"
    })
public final class GradeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "JSONL or Parquet files, read one after another (default: standard input).")
  private List<Path> files = List.of();

  @Option(
      names = "--grader",
      paramLabel = "NAME",
      required = true,
      completionCandidates = Names.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  private String grader;

  @Option(
      names = "--data-name",
      paramLabel = "NAME",
      description =
          "qwen only: the harness's name of the data set, e.g. minerva_math (units stay) or"
              + " mmlu_stem (letters); a row's \"data_name\" goes before it (default: "
              + "math).")
  private String dataName;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Pairs graded at once, 1 or more (default: one a processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--check-golds",
      description =
          "A gold that no answer could equal is a bad line; without this they are counted on"
              + " standard error.")
  private boolean checkGolds;

  /** The names for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return Graders.names().iterator();
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    Grader standard =
        Graders.named(grader, dataName == null ? Graders.DEFAULT_DATA_NAME : dataName);
    if (dataName != null && !grader.equals("qwen")) {
      throw new IllegalArgumentException("--data-name: only qwen has it, got --grader " + grader);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("--threads: must be 1 or more, got " + threads);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (GradingPipe pipe =
        new GradingPipe(
            row -> row.dataName().map(name -> Graders.named(grader, name)).orElse(standard),
            threads,
            checkGolds)) {
      if (files.isEmpty()) {
        grade(pipe, System.in, "stdin", out);
      }
      for (Path file : files) {
        try (InputStream in = opened(file)) {
          grade(pipe, in, file.toString(), out);
        }
      }
      spec.commandLine().getErr().println(pipe.summary());
      return pipe.anyGoodGold() ? 0 : spec.exitCodeOnInvalidInput();
    } finally {
      out.flush();
    }
  }

  /** The file's lines; rows of Parquet as the lines of JSON that they are. */
  private static InputStream opened(Path file) throws IOException {
    if (!DataRows.isParquet(file)) {
      return Files.newInputStream(file);
    }
    StringBuilder lines = new StringBuilder();
    DataRows.read(file, row -> lines.append(row.value()).append('\n'));
    return new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void grade(GradingPipe pipe, InputStream in, String name, PrintWriter out)
      throws IOException, InterruptedException, ExecutionException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    try {
      pipe.run(lines, name, out);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(name + ": not UTF-8 after the lines written", e);
    }
  }
}
