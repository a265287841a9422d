package org.srl4j.eval.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.benchmark.BenchmarkProblem;

/** Sampling, stopping, damage and resuming, with a policy whose answers are known. */
class SamplerTest {
  private static final Benchmark THREE = Runs.benchmark(11, 12, 13);

  @TempDir private Path folder;

  private static boolean sample(SampleFolder run, int batch, int batches) throws IOException {
    int[] left = {batches};
    return new Sampler(THREE.problems(), BenchmarkProblem::question, batch)
        .sample(new ScriptedPolicy(""), run, () -> left[0]-- == 0, (done, all, tokens) -> {});
  }

  private byte[] wholeRun(Path at) throws IOException {
    SampleFolder run = SampleFolder.create(at, Runs.settings(THREE, true, 4));
    assertTrue(sample(run, 32, Integer.MAX_VALUE));
    return Files.readAllBytes(at.resolve(SampleFolder.SAMPLES));
  }

  @Test
  void greedyComesFirstAndEverySampleHasItsOwnSeed() throws IOException {
    SampleFolder run = SampleFolder.create(folder, Runs.settings(THREE, true, 4));
    List<String> told = new ArrayList<>();
    boolean complete =
        new Sampler(THREE.problems(), BenchmarkProblem::question, 8)
            .sample(
                new ScriptedPolicy(""),
                run,
                () -> false,
                (done, all, tokens) -> told.add(done + "/" + all + " " + tokens));
    assertTrue(complete);
    // "so \boxed{d}" has 12 characters, so 12 tokens: 3 greedy ones, then 8 and 4 of the 12 others
    assertEquals(List.of("3/15 36", "11/15 132", "15/15 180"), told);
    List<Sample> samples = run.samples().kept();
    assertEquals("so \\boxed{1}", samples.get(0).response());
    assertEquals(11, samples.get(0).promptTokens());
    assertEquals(Sample.Finish.END, samples.get(0).finish());
    assertEquals(12, samples.subList(3, 15).stream().map(Sample::seed).distinct().count());
    assertNotEquals(samples.get(3).seed(), samples.get(4).seed());
  }

  @Test
  void aThoughtThatThePromptOpenedIsPutBackBeforeTheResponse() throws IOException {
    SampleFolder run = SampleFolder.create(folder, Runs.settings(THREE, true, 0));
    new Sampler(THREE.problems(), problem -> problem.question() + "<think>\n", 8)
        .sample(new ScriptedPolicy(""), run, () -> false, (done, all, tokens) -> {});
    assertEquals("<think>", run.samples().kept().get(0).response().substring(0, 7));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 4", "2, 3", "4, 2", "7, 1"})
  void stoppedAndResumedRunKeepsTheSameBytes(int batch, int batches) throws IOException {
    byte[] whole = wholeRun(folder.resolve("whole"));
    RunSettings settings = Runs.settings(THREE, true, 4);
    Path cut = folder.resolve("cut");
    assertFalse(sample(SampleFolder.create(cut, settings), batch, batches));
    assertFalse(sample(SampleFolder.resume(cut, settings), batch, 1));
    assertTrue(sample(SampleFolder.resume(cut, settings), 3, Integer.MAX_VALUE));
    assertArrayEquals(whole, Files.readAllBytes(cut.resolve(SampleFolder.SAMPLES)));
    assertEquals(3, Files.readAllLines(cut.resolve(SampleFolder.SESSIONS)).size());
  }

  @Test
  void tornLastLineIsCutOffCountedAndDrawnAgain() throws IOException {
    byte[] whole = wholeRun(folder.resolve("whole"));
    for (int cut : new int[] {1, 5, 40, 100}) {
      Path torn = folder.resolve("torn" + cut);
      RunSettings settings = Runs.settings(THREE, true, 4);
      SampleFolder.create(torn, settings);
      byte[] part = Arrays.copyOf(whole, whole.length - cut);
      Files.write(torn.resolve(SampleFolder.SAMPLES), part);
      SampleFolder run = SampleFolder.resume(torn, settings);
      assertEquals(1, run.samples().tornLines(), "cut " + cut);
      assertEquals(14, run.samples().count(), "cut " + cut);
      assertTrue(sample(run, 4, Integer.MAX_VALUE));
      assertArrayEquals(whole, Files.readAllBytes(torn.resolve(SampleFolder.SAMPLES)));
      List<String> sessions = Files.readAllLines(torn.resolve(SampleFolder.SESSIONS));
      assertTrue(sessions.get(1).contains("\"torn_lines_dropped\":1"), sessions.get(1));
    }
  }

  @Test
  void completeRunAsksNothing() throws IOException {
    wholeRun(folder);
    ScriptedPolicy policy = new ScriptedPolicy("");
    SampleFolder run = SampleFolder.resume(folder, Runs.settings(THREE, true, 4));
    assertTrue(
        new Sampler(THREE.problems(), BenchmarkProblem::question, 1)
            .sample(policy, run, () -> false, (done, all, tokens) -> {}));
    assertEquals(0, policy.calls());
  }

  @Test
  void otherSettingsAreRefusedAndNamed() throws IOException {
    SampleFolder.create(folder, Runs.settings(THREE, true, 4));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> SampleFolder.resume(folder, Runs.settings(THREE, false, 5)));
    assertTrue(e.getMessage().contains("greedy was true, now false; k was 4, now 5"), "" + e);
    e =
        assertThrows(
            IllegalArgumentException.class,
            () -> SampleFolder.create(folder, Runs.settings(THREE, true, 4)));
    assertTrue(e.getMessage().contains("give --resume"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | samples.jsonl:16: not a sample",
        "nonsense | samples.jsonl:16: not a sample",
        "null | samples.jsonl:16: not a sample",
        "{\"problem\":\"q0\",\"mode\":\"GREEDY\",\"index\":0,\"seed\":1,\"promptTokens\":1,"
            + "\"tokens\":1,\"finish\":\"END\",\"response\":\"\"} | samples.jsonl:16: stands twice",
        "{\"problem\":\"q0\",\"mode\":\"GREEDY\",\"index\":1,\"seed\":1,\"promptTokens\":1,"
            + "\"tokens\":1,\"finish\":\"END\",\"response\":\"\"} | the run has 1 samples",
      })
  void damageWithinTheFileIsAnErrorWithItsLine(String line, String said) throws IOException {
    wholeRun(folder);
    Path samples = folder.resolve(SampleFolder.SAMPLES);
    Files.writeString(samples, line + "\n", StandardOpenOption.APPEND);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> SampleFolder.resume(folder, Runs.settings(THREE, true, 4)));
    assertTrue(e.getMessage().contains(said), e.getMessage());
  }

  @Test
  void damagedSettingsAreAnError() throws IOException {
    wholeRun(folder);
    Files.writeString(folder.resolve(SampleFolder.SETTINGS), "{\"k\":");
    Exception e = assertThrows(IllegalArgumentException.class, () -> SampleFolder.settings(folder));
    assertTrue(e.getMessage().contains("run.json: not the settings"), e.getMessage());
    Files.writeString(folder.resolve(SampleFolder.SETTINGS), "null");
    e = assertThrows(IllegalArgumentException.class, () -> SampleFolder.settings(folder));
    assertTrue(e.getMessage().contains("run.json: not the settings"), e.getMessage());
    e =
        assertThrows(
            IllegalArgumentException.class, () -> SampleFolder.settings(folder.resolve("no")));
    assertTrue(e.getMessage().contains("holds no run.json"), e.getMessage());
  }

  @Test
  void promptWithoutRoomIsAnEmptyTruncatedSample() throws IOException {
    Benchmark benchmark = Runs.benchmark(199, 200, 12);
    SampleFolder run = SampleFolder.create(folder, Runs.settings(benchmark, true, 0));
    new Sampler(benchmark.problems(), BenchmarkProblem::question, 8)
        .sample(new ScriptedPolicy(""), run, () -> false, (done, all, tokens) -> {});
    List<Sample> samples = run.samples().kept();
    assertEquals(Sample.Finish.END, samples.get(0).finish());
    assertEquals(Sample.Finish.NO_ROOM, samples.get(1).finish());
    assertEquals("", samples.get(1).response());
    assertTrue(samples.get(1).truncated());
    assertEquals(200, samples.get(1).promptTokens());
    assertEquals("so \\boxed{2}", samples.get(2).response());
  }

  @Test
  void responseIsCutBeforeItsStopString() throws IOException {
    SampleFolder run = SampleFolder.create(folder, Runs.settings(THREE, true, 0));
    new Sampler(THREE.problems(), BenchmarkProblem::question, 8)
        .sample(new ScriptedPolicy("!</s>"), run, () -> false, (done, all, tokens) -> {});
    Sample sample = run.samples().kept().get(0);
    assertEquals("so \\boxed{1}!", sample.response());
    assertEquals(Sample.Finish.STOP, sample.finish());
    assertEquals(17, sample.tokens());
  }

  @Test
  void limitEndsAResponse() throws IOException {
    SampleFolder run = SampleFolder.create(folder, Runs.settings(THREE, true, 0));
    new Sampler(THREE.problems(), BenchmarkProblem::question, 8)
        .sample(new ScriptedPolicy("!".repeat(60)), run, () -> false, (done, all, tokens) -> {});
    Sample sample = run.samples().kept().get(0);
    assertEquals(Sample.Finish.LENGTH, sample.finish());
    assertEquals(50, sample.tokens());
  }

  @Test
  void textThatCannotBeTokenisedNamesItsProblem() throws IOException {
    SampleFolder run = SampleFolder.create(folder, Runs.settings(THREE, true, 0));
    Sampler sampler = new Sampler(THREE.problems(), problem -> "é" + problem.question(), 8);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                sampler.sample(
                    new ScriptedPolicy(""), run, () -> false, (done, all, tokens) -> {}));
    assertTrue(e.getMessage().startsWith("problem q0 (row 1): text"), e.getMessage());
  }

  @Test
  void modelChecksumSeesEveryFileButThoseOfTraining() throws IOException {
    Files.writeString(folder.resolve("model.safetensors"), "weights");
    Files.writeString(folder.resolve("config.json"), "{}");
    String before = ModelChecksum.of(folder);
    // sha256sum config.json model.safetensors | sed 's/  / /' | sha256sum
    assertEquals("d6cfbc1b3b1bbbd98732f8738bf0eba5f3e4cdab48f6e265650461fd15f3fe53", before);
    Files.writeString(folder.resolve("optimizer.safetensors"), "moments");
    assertEquals(before, ModelChecksum.of(folder));
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    assertNotEquals(before, ModelChecksum.of(folder));
  }
}
