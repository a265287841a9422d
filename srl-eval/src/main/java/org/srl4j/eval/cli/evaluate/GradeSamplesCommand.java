package org.srl4j.eval.cli.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.page.Figures;
import org.srl4j.eval.page.PageFiles;
import org.srl4j.eval.result.EvaluationFiles;
import org.srl4j.eval.result.EvaluationReport;
import org.srl4j.eval.result.GradedSample;
import org.srl4j.eval.result.Regrading;
import org.srl4j.eval.sample.SampleFolder;
import org.srl4j.eval.solve.Graders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code srl grade-samples}: kept responses under another grader. */
@Command(
    name = "grade-samples",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description =
        "Grades the responses that srl eval kept with another grader, without sampling again:"
            + " report.json, .md and .html, and confusion.json against the grader before.",
    footer = {"", "Example: srl grade-samples out/eval-aime24-base --grader strict"})
public final class GradeSamplesCommand implements Callable<Integer> {
  /** Counts and disagreements. */
  static final String CONFUSION = "confusion.json";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Folder that srl eval wrote.")
  private Path folder;

  @Option(names = "--grader", required = true, paramLabel = "NAME", description = "Who grades now.")
  private String graderName;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the new report goes (default: DIR/graded-NAME).")
  private Path output;

  @Option(names = "--json", description = "The confusion as one JSON object instead of lines.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    EvaluationReport before = EvaluationFiles.read(folder);
    Grader first = Graders.named(before.grader(), before.gradingRules());
    Grader second = Graders.named(graderName, before.gradingRules());
    Regrading regrading = Regrading.of(before, SampleFolder.samples(folder), first, second);
    Path target = output == null ? folder.resolve("graded-" + second.name()) : output;
    EvaluationFiles.write(regrading.report(), target, false);
    ObjectNode confusion = toJson(first, second, regrading);
    PageFiles.replace(target.resolve(CONFUSION), confusion.toPrettyString() + "\n");
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(confusion);
    } else {
      print(first, second, regrading, out);
      out.println(target.resolve(EvaluationFiles.HTML));
    }
    return 0;
  }

  private static String word(Verdict verdict) {
    return verdict == Verdict.INVALID ? "unparsable" : verdict.name().toLowerCase(Locale.ROOT);
  }

  private static void print(Grader first, Grader second, Regrading regrading, PrintWriter out) {
    out.printf("%-24s", first.name() + " \\ " + second.name());
    for (Verdict column : Verdict.values()) {
      out.printf("%12s", word(column));
    }
    out.println();
    for (Verdict row : Verdict.values()) {
      out.printf("%-24s", word(row));
      for (Verdict column : Verdict.values()) {
        out.printf("%12d", regrading.confusion().count(row, column));
      }
      out.println();
    }
    out.printf(
        "same verdict: %s %% of %d responses%n",
        Figures.percent(regrading.confusion().agreement()), regrading.confusion().responses());
  }

  private static ObjectNode toJson(Grader first, Grader second, Regrading regrading) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("first", first.name()).put("first_version", first.version());
    root.put("second", second.name()).put("second_version", second.version());
    root.put("responses", regrading.confusion().responses());
    root.put("agreement", regrading.confusion().agreement());
    ObjectNode counts = root.putObject("counts");
    for (Verdict row : Verdict.values()) {
      ObjectNode columns = counts.putObject(word(row));
      for (Verdict column : Verdict.values()) {
        columns.put(word(column), regrading.confusion().count(row, column));
      }
    }
    ArrayNode all = root.putArray("disagreements");
    for (Regrading.Disagreement one : regrading.disagreements()) {
      ObjectNode node = all.addObject();
      node.put("problem", one.first().sample().problem());
      node.put("mode", one.first().sample().mode().name().toLowerCase(Locale.ROOT));
      node.put("index", one.first().sample().index());
      one.golds().forEach(node.withArray("golds")::add);
      grade(node.putObject("first"), one.first());
      grade(node.putObject("second"), one.second());
    }
    return root;
  }

  private static void grade(ObjectNode node, GradedSample graded) {
    node.put("verdict", word(graded.verdict()));
    node.put("extracted", graded.grade().extracted().orElse(null));
    node.put("rule", graded.grade().rule());
  }
}
