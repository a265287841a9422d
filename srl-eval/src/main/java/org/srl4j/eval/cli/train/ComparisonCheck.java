package org.srl4j.eval.cli.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srl4j.core.train.files.SealedFolder;
import org.srl4j.core.train.run.Reproduction;
import org.srl4j.core.train.run.RowChain;
import org.srl4j.core.train.run.RunFolder;
import org.srl4j.core.train.run.RunSession;
import org.srl4j.eval.compare.benchmarks.BenchmarkedRun;
import org.srl4j.eval.compare.graph.ComparisonFolder;
import org.srl4j.eval.compare.graph.ComparisonRecord;
import org.srl4j.eval.compare.graph.Node;
import org.srl4j.eval.compare.graph.Standing;
import org.srl4j.eval.compare.graph.TestedRun;
import org.srl4j.eval.result.EvaluationFiles;
import org.srl4j.eval.sample.SampleFolder;
import picocli.CommandLine;

/**
 * {@code srl verify} of a whole comparison.
 *
 * @param folder of the comparison
 * @param line prints
 */
record ComparisonCheck(Path folder, CommandLine line) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** 0 if everything is as it was written and, if it is made again, comes out again; else 1. */
  int call(boolean again) throws IOException {
    ComparisonFolder comparison = new ComparisonFolder(folder);
    boolean holds = true;
    for (Standing standing : comparison.board().standings()) {
      Optional<Path> place = comparison.place(standing.node());
      if (place.isPresent()) {
        holds &= holds(standing.node(), place.get());
      }
    }
    if (holds && again) {
      holds = isMadeAgain(comparison);
    }
    return holds ? 0 : line.getCommandSpec().exitCodeOnExecutionException();
  }

  private boolean holds(Node node, Path place) throws IOException {
    if (node.kind() == Node.Kind.TRAINING) {
      return !RunFolder.isRun(place) || holds(RunFolder.open(place), node.name(), line.getOut());
    }
    if (place.getFileName().toString().startsWith("unfinished-")) {
      return true;
    }
    Optional<String> fault = SealedFolder.fault(place);
    String found = fault.isEmpty() ? "unchanged" : "changed: " + fault.get();
    line.getOut().println(node.name() + ": " + found);
    return fault.isEmpty();
  }

  /** Whether a run's rows are as they were written; says so. */
  static boolean holds(RunFolder run, String name, PrintWriter out) {
    List<RowChain.Checked> chains = RunSession.chains(run);
    for (RowChain.Checked chain : chains) {
      if (chain.fault().isPresent()) {
        out.println(name + ": changed: " + chain.fault().get());
        return false;
      }
    }
    out.printf(
        "%s: unchanged: %d rows of metrics.jsonl, %d of completions%n",
        name, chains.get(0).rows(), chains.get(1).rows());
    return true;
  }

  /** Runs the recorded command in another folder and compares every run. */
  private boolean isMadeAgain(ComparisonFolder recorded) throws IOException {
    Path again = Files.createTempDirectory("srl-verify");
    try {
      CommandLine compare = new CommandLine(new CompareCommand());
      compare.setOut(new PrintWriter(Writer.nullWriter())); // its table names a folder that goes
      compare.setErr(line.getErr());
      compare.setCaseInsensitiveEnumValuesAllowed(true);
      compare.setExecutionExceptionHandler(
          (fault, command, parsed) -> {
            line.getErr().println("srl: " + fault.getMessage());
            return command.getCommandSpec().exitCodeOnExecutionException();
          });
      int code = compare.execute(words(again).toArray(String[]::new));
      if (!ComparisonFolder.isComparison(again)) {
        throw new IllegalStateException(
            "--all: the comparison could not be made again, exit code " + code);
      }
      return isSame(recorded, new ComparisonFolder(again));
    } finally {
      SealedFolder.delete(again);
    }
  }

  private List<String> words(Path again) throws IOException {
    List<String> words = new ArrayList<>(ComparisonRecord.read(folder).command());
    words.removeAll(List.of("compare", "--resume", "--overwrite"));
    for (int i = words.size() - 1; i >= 0; i--) {
      if (words.get(i).startsWith("--output=")) {
        words.remove(i);
      } else if (words.get(i).equals("--output")) {
        words.subList(i, i + 2).clear();
      }
    }
    words.addAll(List.of("--output", again.toString()));
    return words;
  }

  private boolean isSame(ComparisonFolder recorded, ComparisonFolder again) throws IOException {
    boolean same = true;
    int compared = 0;
    for (Standing standing : recorded.board().standings()) {
      Node node = standing.node();
      Optional<Path> before = recorded.place(node).filter(ComparisonCheck::isDone);
      Optional<Path> now = again.place(node).filter(ComparisonCheck::isDone);
      if (before.isPresent() && now.isPresent()) {
        same &=
            switch (node.kind()) {
              case TRAINING ->
                  isSame(node, RunFolder.open(before.get()), RunFolder.open(now.get()));
              case TEST -> isSameTest(node, before.get(), now.get());
              case BENCHMARK -> isSameBenchmark(node, before.get(), now.get());
            };
        compared++;
      } else if (before.isPresent() != now.isPresent()) {
        line.getOut().println(node.name() + ": not reproduced: one of both has no result");
        same = false;
      }
    }
    if (compared == 0) {
      throw new IllegalArgumentException(
          folder + ": nothing was compared: no training, test or benchmark has ended there");
    }
    return same;
  }

  private static boolean isDone(Path place) {
    return RunFolder.isRun(place)
        || Files.isRegularFile(place.resolve(TestedRun.FILE))
        || Files.isRegularFile(place.resolve(BenchmarkedRun.FILE));
  }

  /** A test's figures and outcomes, each of its problems. */
  private boolean isSameTest(Node node, Path before, Path now) throws IOException {
    boolean same = figures(before).equals(figures(now));
    line.getOut()
        .println(node.name() + ": " + (same ? "reproduced" : "not reproduced: its figures differ"));
    return same;
  }

  /** A benchmark's responses and figures, byte for byte. */
  private boolean isSameBenchmark(Node node, Path before, Path now) throws IOException {
    for (String file : List.of(SampleFolder.SAMPLES, EvaluationFiles.JSON)) {
      if (Files.mismatch(before.resolve(file), now.resolve(file)) >= 0) {
        line.getOut().println(node.name() + ": not reproduced: " + file + " differs");
        return false;
      }
    }
    line.getOut().println(node.name() + ": reproduced");
    return true;
  }

  private static ObjectNode figures(Path test) throws IOException {
    Path file = test.resolve(TestedRun.FILE);
    return ((ObjectNode) JSON.readTree(Files.readString(file))).without("timing");
  }

  private boolean isSame(Node node, RunFolder before, RunFolder now) {
    Reproduction result = Reproduction.of(before, now);
    line.getOut()
        .println(
            node.name()
                + ": "
                + result.difference().map(d -> "not reproduced: " + d).orElse("reproduced")
                + String.format(
                    " (%d rows of metrics.jsonl, %d of completions)",
                    result.metrics(), result.completions()));
    return result.difference().isEmpty();
  }
}
