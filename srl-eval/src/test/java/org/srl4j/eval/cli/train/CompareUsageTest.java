package org.srl4j.eval.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.cli.Ran;

/** Wrong usage of compare and train; nothing here trains. */
class CompareUsageTest {
  @TempDir Path folder;

  private Ran compare(String... more) {
    String[] args = new String[more.length + 5];
    args[0] = "compare";
    args[1] = "--preset";
    args[2] = "smoke";
    args[3] = "--output";
    args[4] = "" + folder.resolve("run");
    System.arraycopy(more, 0, args, 5, more.length);
    return Ran.command(args);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "methods.srl.grup_size=4 | group_size",
        "runs.sede=[1] | seeds",
        "methods.srl.group_size=many | group_size",
        "methods.srl.group_size=1.5 | group_size",
        "methods.srl.schedule.max_collections=0 | must be at least 1",
        "runs.seeds=[] | seeds",
        "compare=[srl_rlvr] | list it too",
        "compare=[grpo] | no method grpo",
        "methods.srl.group_size | a setting is key=value",
        "methods.srl.groupsize=4 | srl: methods.srl.groupsize=4: methods.srl.groupsize: unknown",
        "methods.srl.group_size=1 | must be at least 2",
        "evaluation.temperature=0 | evaluation.temperature = 0: must be above 0",
        "evaluation.kept_completions=-1 | evaluation.kept_completions = -1: must be at least 0",
        "evaluation.test=0 | srl: evaluation.test=0: evaluation.train, validation, test: must be",
        "base.layers=0 | base.layers = 0: must be at least 1",
        "base.max_length=1 | base.max_length = 1: must be at least 2",
        "base.learning_rate=0 | base.learning_rate = 0: must be above 0",
        "base.weight_decay=-1 | base.weight_decay = -1: must be at least 0"
      })
  void badSettingIsNamed(String override, String said) {
    Ran ran = compare(override);
    assertEquals(2, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains(said), ran.err());
    assertFalse(Files.exists(folder.resolve("run")), "nothing is written before the check");
  }

  @Test
  void unknownPresetListsTheKnown() {
    Ran ran = Ran.command("compare", "--preset", "tiny");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("[smoke, quick, full]"), ran.err());
  }

  @Test
  void unreadableConfigFileIsNamed() {
    Ran ran = compare("--recipe", "" + folder.resolve("none.yaml"));
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("--recipe: "), ran.err());
    assertTrue(ran.err().contains("none.yaml: no such file"), ran.err());
  }

  @Test
  void folderOfARunIsNotTouchedWithoutOverwrite() throws IOException {
    Path kept = Files.createDirectories(folder.resolve("run")).resolve("metrics.jsonl");
    Files.writeString(kept, "{}\n");
    Ran ran = compare();
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("give --overwrite"), ran.err());
    assertEquals("{}\n", Files.readString(kept));
  }

  @Test
  void overwriteDeletesOnlyFoldersThatARunWrote() throws IOException {
    Path kept = Files.createDirectories(folder.resolve("run")).resolve("letter.txt");
    Files.writeString(kept, "dear");
    Ran ran = compare("--overwrite");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("no run wrote it"), ran.err());
    assertTrue(Files.exists(kept));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data.format=gsm8k | data.train: names no file; give data.train=FILE",
        "data.train=none.jsonl data.format=gsm8k | data.train: none.jsonl: no such file",
        "data.format=s2k | data.format: must be one of",
        "data.columns=[question] | must be FIELD=PATH, got question",
        "answers.grader=qween data.format=gsm8k | answers.grader = qween: must be one of"
      })
  void filesAreCheckedFirst(String settings, String said) {
    List<String> words = new ArrayList<>(List.of("--recipe", "files"));
    words.addAll(List.of(settings.split(" ")));
    Ran ran = compare(words.toArray(String[]::new));
    assertEquals(2, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains(said), ran.err());
    assertFalse(Files.exists(folder.resolve("run")), "nothing is written before the check");
  }

  @Test
  void recipesAndTheirSizesAreNamed() {
    Ran ran = compare("--recipe", "paper-maths");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("--recipe: must be one of [order, repair"), ran.err());
    Ran size = Ran.command("compare", "--recipe", "files", "--preset", "full");
    assertEquals(2, size.exitCode());
    assertTrue(size.err().contains("--preset: the recipe files has [smoke], got full"), size.err());
  }

  @Test
  void aTrainingFileOfWhichNothingIsKeptIsAnError() throws IOException {
    Path bad =
        Files.writeString(folder.resolve("bad.jsonl"), "{\"question\":\"q\",\"answer\":\"1\"}\n");
    Ran ran = compare("--recipe", "files", "data.format=gsm8k", "data.train=" + bad);
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("none of 1 row holds a usable trajectory"), ran.err());
    assertTrue(ran.err().contains("first at bad.jsonl:1"), ran.err());
  }

  @ParameterizedTest
  @CsvSource({
    "base, is not trained",
    "grpo, no method grpo",
    "srl_rlvr, starts from a trained srl",
  })
  void trainNeedsAnArmThatCanBeTrained(String arm, String said) {
    Ran ran =
        Ran.command(
            "train", "--method", arm, "--preset", "smoke", "--output", "" + folder.resolve("r"));
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains(said), ran.err());
    assertFalse(Files.exists(folder.resolve("r")), "nothing is left that blocks the next command");
  }

  @ParameterizedTest
  @CsvSource({
    "--model=none, --model: none holds neither",
    "--learning-rate=0, --learning-rate: must be above 0",
    "--checkpoint-every=-1, --checkpoint-every: must be at least 0",
    "--method=grpo, no method grpo",
    "--method=srl_rlvr, --model: srl_rlvr starts from a trained srl",
    "lora.rank=-1, lora.rank = -1: must be at least 0",
    "init_from=none, init_from: none holds neither",
  })
  void trainRefusesInTheWordsTypedAndLeavesNothingBehind(String option, String said) {
    List<String> words = new ArrayList<>(List.of("train", "--preset", "smoke"));
    words.addAll(option.startsWith("--method") ? List.of() : List.of("--method", "srl"));
    words.addAll(List.of("--output", "" + folder.resolve("r"), option));
    Ran ran = Ran.command(words.toArray(String[]::new));
    assertEquals(2, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains(said), ran.err());
    assertFalse(Files.exists(folder.resolve("r")), "nothing is left that blocks the next command");
  }

  @Test
  void trainNeedsALearningRateAboveZero() {
    Ran ran =
        Ran.command(
            "train",
            "--method",
            "srl",
            "--learning-rate",
            "0",
            "--output",
            "" + folder.resolve("r"));
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("must be above 0"), ran.err());
  }

  @ParameterizedTest
  @CsvSource({"eval", "generate"})
  void folderWithoutAModelIsNamed(String command) {
    Ran ran =
        command.equals("eval")
            ? Ran.command("eval", "--model", "" + folder)
            : Ran.command("generate", "--model", "" + folder, "--prompt", "x");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("holds neither model.safetensors (or"), ran.err());
  }

  @Test
  void reportNeedsAReport() {
    Ran ran = Ran.command("report", "" + folder);
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("report.json: no such file"), ran.err());
  }
}
