package org.srl4j.eval.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.train.files.SealedFolder;

/** Files that are gone when a run goes on: a message names them and what was done is kept. */
class VanishedFilesIT {
  @TempDir Path folder;

  private Path train;
  private Path test;

  @BeforeEach
  void copyProblems() throws IOException, URISyntaxException {
    train = copy("own_train.jsonl");
    test = copy("own_test.jsonl");
  }

  private Path copy(String name) throws IOException, URISyntaxException {
    Path file = Path.of(getClass().getResource("/org/srl4j/eval/task/" + name).toURI());
    return Files.copy(file, folder.resolve(name));
  }

  private Ran train(Path output, int collections, String... more) {
    List<String> words = new ArrayList<>(List.of("train", "--method", "srl", "--preset", "smoke"));
    words.addAll(List.of("--recipe", "files", "data.format=gsm8k"));
    words.addAll(List.of("data.vocabulary=400", "--output", "" + output));
    words.addAll(List.of("data.train=" + train, "data.test=" + test));
    words.addAll(List.of("base.updates=5", "evaluation.train=10", "evaluation.validation=3"));
    words.addAll(
        List.of("evaluation.test=3", "methods.srl.schedule.max_collections=" + collections));
    words.addAll(List.of(more));
    return Ran.command(words.toArray(String[]::new));
  }

  /** Every file of a folder with its checksum. */
  private static Map<String, String> state(Path tree) throws IOException {
    Map<String, String> state = new TreeMap<>();
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (file.endsWith("run.lock")) {
          continue; // says who works there now
        }
        state.put(
            "" + tree.relativize(file),
            new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(file));
      }
    }
    return state;
  }

  private static void assertNamed(Ran ran, String said) {
    assertTrue(ran.exitCode() == 1 || ran.exitCode() == 2, ran.err());
    assertTrue(ran.err().contains(said), ran.err());
    assertFalse(ran.err().contains("\tat "), ran.err());
  }

  @Test
  void aRunWhoseDataIsGoneIsKeptAndGoesOnWhenItIsBack() throws IOException {
    Path run = folder.resolve("run");
    assertEquals(0, train(run, 1).exitCode());
    Map<String, String> before = state(run);
    for (Path file : List.of(train, test)) {
      Path aside = Files.move(file, folder.resolve("aside"));
      assertNamed(train(run, 2, "--resume"), file + ": no such file");
      assertEquals(before, state(run));
      Files.move(aside, file);
    }
    Ran resumed = train(run, 2, "--resume");
    assertEquals(0, resumed.exitCode(), resumed.err());
    assertTrue(resumed.err().contains("going on from"), resumed.err());
  }

  @Test
  void aBaseThatIsGoneIsMadeAgainOrNamed() throws IOException {
    Path run = folder.resolve("run");
    assertEquals(0, train(run, 1).exitCode());
    Path base = run.resolve("bases/base-0");
    Map<String, String> before = state(run.resolve("checkpoints"));
    Path weights = base.resolve("model.safetensors");
    Files.move(weights, folder.resolve("aside"));
    assertNamed(train(run, 2, "--resume"), "" + weights);
    assertEquals(before, state(run.resolve("checkpoints")));
    SealedFolder.delete(base);
    Ran resumed = train(run, 2, "--resume");
    assertEquals(0, resumed.exitCode(), resumed.err());
    assertArrayEquals(Files.readAllBytes(folder.resolve("aside")), Files.readAllBytes(weights));
  }

  @Test
  void aStartThatIsGoneIsNamed() throws IOException {
    Path run = folder.resolve("run");
    assertEquals(0, train(run, 1).exitCode());
    Path start = run.resolve("bases/base-0");
    Path second = folder.resolve("second");
    assertEquals(0, train(second, 1, "--model", "" + start).exitCode());
    Map<String, String> before = state(second);
    Path aside = Files.move(start, folder.resolve("aside"));
    assertNamed(
        train(second, 2, "--model", "" + start, "--resume"),
        "--model: " + start + " holds neither model.safetensors");
    assertEquals(before, state(second));
    Files.move(aside, start);
    Ran resumed = train(second, 2, "--model", "" + start, "--resume");
    assertEquals(0, resumed.exitCode(), resumed.err());
  }

  @Test
  void anEvaluationWhoseDataIsGoneKeepsItsSamples() throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    TinyModel.save(model, 200);
    Path task = folder.resolve("quiz.yaml");
    Files.writeString(task, "data: {file: quiz.jsonl}\nprompt: {plain: 'Q {question} A'}\n");
    Path data = folder.resolve("quiz.jsonl");
    Files.writeString(data, "{\"question\":\"1+1?\",\"answer\":\"2\"}\n");
    Path out = folder.resolve("out");
    String[] words = {
      "eval",
      "--model",
      "" + model,
      "--task",
      "" + task,
      "--output",
      "" + out,
      "--max-new-tokens",
      "4",
      "--k",
      "3",
      "--resume"
    };
    assertEquals(0, Ran.command(words).exitCode());
    Path samples = out.resolve("samples.jsonl");
    byte[] whole = Files.readAllBytes(samples);
    Files.write(samples, Arrays.copyOf(whole, whole.length / 2));
    Map<String, String> before = state(out);
    Path aside = Files.move(data, folder.resolve("aside"));
    assertNamed(Ran.command(words), "quiz.jsonl");
    assertEquals(before, state(out));
    Files.move(aside, data);
    assertEquals(0, Ran.command(words).exitCode());
    assertArrayEquals(whole, Files.readAllBytes(samples));
  }
}
