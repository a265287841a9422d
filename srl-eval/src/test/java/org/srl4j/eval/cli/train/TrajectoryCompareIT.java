package org.srl4j.eval.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.cli.Ran;

/** The whole road on a file of expert trajectories in GSM8K's form. */
class TrajectoryCompareIT {
  @TempDir Path folder;

  private static String resource(String name) {
    try {
      return Path.of(TrajectoryCompareIT.class.getResource("/org/srl4j/eval/task/" + name).toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private Ran compare(int testProblems, String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("compare", "--preset", "smoke", "--output", "" + folder.resolve("run")));
    args.addAll(List.of("--recipe", "files", "data.format=gsm8k", "data.vocabulary=400"));
    args.add("data.train=" + resource("own_train.jsonl"));
    args.add("data.test=" + resource("own_test.jsonl"));
    args.addAll(List.of("base.updates=5", "evaluation.train=10", "evaluation.validation=3"));
    args.addAll(
        List.of(
            "evaluation.test=" + testProblems,
            "methods.srl.schedule.max_collections=1",
            "methods.rlvr.schedule.max_collections=1"));
    args.addAll(List.of(more));
    return Ran.command(args.toArray(String[]::new));
  }

  @Test
  void reportIsWrittenWithStepSimilarities() throws IOException {
    Ran ran = compare(3);
    assertEquals(0, ran.exitCode(), ran.err());
    String report = Files.readString(folder.resolve("run/report.md"));
    assertTrue(report.contains("Similarity of greedy steps with the expert's"), report);
    assertTrue(report.contains("training trajectories 24, test trajectories"), report);
    Ran again = Ran.command("report", "" + folder.resolve("run"));
    assertEquals(0, again.exitCode(), again.err());
    assertEquals(report, Files.readString(folder.resolve("run/report.md")));
  }

  @Test
  void expertStepsLongerThanTheContextAreAnErrorWhenNothingIsLeft() {
    Ran ran = compare(3, "base.max_length=30");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("there is no problem to test on"), ran.err());
    assertTrue(ran.err().contains("tokens are more than limits.context, 30"), ran.err());
  }

  @Test
  void armThatNeedsTheExpertsReasoningIsRefused() {
    Ran ran = compare(3, "compare=[sft_full,srl]");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("sft_full needs the expert text FULL"), ran.err());
  }

  @Test
  void moreProblemsThanThereAreIsRefused() {
    Ran ran = compare(100);
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("ask for 10 + 3 and 100 problems"), ran.err());
    assertFalse(Files.exists(folder.resolve("run")));
  }
}
