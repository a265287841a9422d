package org.srl4j.eval.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.cli.Ran;
import org.srl4j.eval.cli.TinyModel;

class TrainCommandIT {
  @TempDir Path folder;

  private Ran train(Path output, String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("train", "--preset", "smoke", "--output", output.toString()));
    args.addAll(TinyModel.BASE);
    args.addAll(List.of("base.updates=40", "evaluation.train=6", "evaluation.validation=2"));
    args.addAll(List.of(more));
    return Ran.command(args.toArray(String[]::new));
  }

  /** Also without the chain, which knows the rows before: an earlier end validates once more. */
  private static List<String> withoutTimes(Path metrics) throws IOException {
    return Files.readAllLines(metrics).stream()
        .map(row -> row.replaceAll("\"[a-z_/]*(_time|_seconds)\":[-0-9.eE]+", ""))
        .map(row -> row.replaceAll("\"chain\":\"[0-9a-f]+\"", ""))
        .toList();
  }

  @Test
  void resumedTrainingEqualsAnUninterruptedOne() throws IOException {
    Path whole = folder.resolve("whole");
    Path parts = folder.resolve("parts");
    assertEquals(
        0, train(whole, "--method", "srl", "methods.srl.schedule.max_collections=2").exitCode());
    Ran first = train(parts, "--method", "srl", "methods.srl.schedule.max_collections=1");
    assertEquals(0, first.exitCode(), first.err());
    Ran refused = train(parts, "--method", "srl", "methods.srl.schedule.max_collections=2");
    assertEquals(2, refused.exitCode(), refused.err());
    Ran resumed =
        train(parts, "--method", "srl", "methods.srl.schedule.max_collections=2", "--resume");
    assertEquals(0, resumed.exitCode(), resumed.err());
    List<String> rows = withoutTimes(whole.resolve("metrics.jsonl"));
    List<String> again = withoutTimes(parts.resolve("metrics.jsonl"));
    assertEquals(5, again.size()); // validation before training, then 2 collections of 2 updates
    assertEquals(rows.subList(3, 5), again.subList(3, 5));
    assertTrue(Files.exists(parts.resolve("completions.jsonl")));
  }

  @Test
  void secondStageStartsFromARunFolder() throws IOException {
    Path srl = folder.resolve("srl");
    assertEquals(
        0, train(srl, "--method", "srl", "methods.srl.schedule.max_collections=1").exitCode());
    Path rlvr = folder.resolve("rlvr");
    Ran second =
        train(
            rlvr,
            "--method",
            "srl_rlvr",
            "--model",
            srl.toString(),
            "methods.rlvr.schedule.max_collections=1");
    assertEquals(0, second.exitCode(), second.err());
    assertEquals(rlvr.toString(), second.out().strip());
    assertTrue(Files.readString(rlvr.resolve("run.json")).contains("\"from_base\" : false"));
    Ran evaluated = Ran.command("eval", "--model", rlvr.toString(), "--limit", "1");
    assertEquals(0, evaluated.exitCode(), evaluated.err());
  }

  @Test
  void imitationTrainsToo() {
    Ran ran = train(folder.resolve("sft"), "--method", "sft_full", "methods.sft_outline.epochs=1");
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains("best validation"), ran.err());
  }
}
