package org.srl4j.eval;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.NegativeLogLikelihood;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.prepare.Gsm8kReader;
import org.srl4j.core.prepare.JsonlTrajectoryReader;
import org.srl4j.core.prepare.MathShepherdReader;
import org.srl4j.core.prepare.S1kReader;
import org.srl4j.core.prepare.TrajectoryReader;
import org.srl4j.core.train.files.SealedFolder;
import org.srl4j.core.train.run.RunFolder;
import org.srl4j.core.train.run.RunSummary;
import org.srl4j.eval.compare.ComparisonConfig;
import org.srl4j.eval.config.ConfigLoader;
import org.srl4j.eval.config.ConfigWriter;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.io.SafeTensors;
import org.srl4j.models.policy.LearnerConfig;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffLearner;
import org.srl4j.models.tokenizer.CharTokenizer;
import org.srl4j.models.tokenizer.Tokenizers;
import org.srl4j.models.tokenizer.bytepair.BytePairTrainer;
import org.srl4j.models.tokenizer.bytepair.SplitPattern;

/**
 * Readers on files that were changed at random: each is read or refused with a message, soon and in
 * little memory. In large: {@code -Dsrl4j.fuzz=100000}; other changes: {@code -Dsrl4j.fuzzSeed=N}.
 */
class ReaderFuzzTest {
  private static final int FILES = Integer.getInteger("srl4j.fuzz", 150);
  private static final long SEED = Long.getLong("srl4j.fuzzSeed", 1);

  /** A file of a few kilobytes needs milliseconds; a pause of the whole machine is no hang. */
  private static final long MOST_SECONDS = 20;

  /** A mutated length must not be believed before it is checked. */
  private static final long MOST_BYTES = 64L << 20;

  private static final List<String> SPLICED =
      List.of(
          "{",
          "}",
          "[",
          "\"",
          "-1",
          "1e999",
          "NaN",
          "null",
          "9223372036854775807",
          "4294967297",
          "\u0000",
          "\ud83d\ude00",
          "\\u0000",
          "../../etc/passwd",
          "!!java.net.URL [a]",
          "&a",
          "*a",
          "\n",
          "\t",
          "[".repeat(5000),
          "{\"a\":".repeat(5000),
          "a".repeat(20_000));

  @TempDir static Path folder;

  private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Reads the file at its place; what it returns or throws tells the outcome. */
  @FunctionalInterface
  interface Read {
    void of(Path file) throws IOException;
  }

  /** A kind of file with a good example, written to a folder together with what belongs to it. */
  private record Target(String name, Path file, byte[] good, Read read) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Target> TARGETS = new ArrayList<>();

  static Stream<Target> targets() {
    return TARGETS.stream();
  }

  private static void add(String name, Path file, Read read) throws IOException {
    TARGETS.add(new Target(name, file, Files.readAllBytes(file), read));
  }

  @BeforeAll
  static void writeGoodFiles() throws IOException {
    addModels();
    addTrajectories();
    Path yaml = folder.resolve("config.yaml");
    Files.writeString(yaml, ConfigWriter.toYaml(ComparisonConfig.defaults()));
    add("YAML", yaml, f -> ConfigLoader.load(ComparisonConfig.class, f, List.of()));
    addRuns();
  }

  private static PolicyModel model(Tokenizer tokenizer) {
    DecoderConfig config =
        new DecoderConfig(
            tokenizer.vocabularySize(), 8, 16, 1, 2, 2, 4, 100, 1e-5, false, false, 32);
    return PolicyModel.initialised(config, tokenizer, 1, 1);
  }

  private static void addModels() throws IOException {
    Path chars = Files.createDirectories(folder.resolve("chars"));
    model(CharTokenizer.strict(List.of("0123456789+=abc"))).save(chars);
    add("safetensors", chars.resolve("model.safetensors"), ReaderFuzzTest::readTensors);
    add("config.json", chars.resolve("config.json"), f -> PolicyModel.load(f.getParent(), 1));
    add("tokenizer of characters", chars.resolve("tokenizer.json"), ReaderFuzzTest::readTokenizer);
    Path pairs = Files.createDirectories(folder.resolve("pairs"));
    model(new BytePairTrainer(300, 1, List.of(), SplitPattern.GPT2).train(List.of("ab abc abcd")))
        .save(pairs);
    add("tokenizer of byte pairs", pairs.resolve("tokenizer.json"), ReaderFuzzTest::readTokenizer);
  }

  private static void readTensors(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.open(file);
    for (String name : tensors.entries().keySet()) {
      tensors.read(name);
    }
  }

  private static void readTokenizer(Path file) throws IOException {
    Tokenizer tokenizer = Tokenizers.load(file.getParent());
    tokenizer.decode(tokenizer.encode("ab"));
  }

  private static void addTrajectories() throws IOException {
    addTrajectories("own.jsonl", new JsonlTrajectoryReader());
    addTrajectories("gsm8k.jsonl", new Gsm8kReader());
    addTrajectories("s1k.json", new S1kReader());
    addTrajectories("math_shepherd.jsonl", new MathShepherdReader());
  }

  private static void addTrajectories(String name, TrajectoryReader reader) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in =
        ReaderFuzzTest.class.getResourceAsStream("/org/srl4j/core/prepare/" + name)) {
      Files.write(file, in.readAllBytes());
    }
    add(name, file, reader::read);
  }

  private static void addRuns() throws IOException {
    Path run = folder.resolve("run");
    RunFolder made = RunFolder.create(run, false, Map.of("a", 1), Map.of("arm", "srl", "seed", 3));
    Files.writeString(
        made.sessionsFile(),
        "{\"event\":\"begin\",\"pid\":1,\"host\":\"h\"}\n{\"event\":\"end\",\"exit\":\"failed\"}\n");
    Files.writeString(made.metricsFile(), "{\"update\":1,\"eval_best_accuracy\":0.5}\n");
    for (String name : List.of("sessions.jsonl", "metrics.jsonl", "run.json")) {
      add("run's " + name, run.resolve(name), f -> RunSummary.read(f.getParent()));
    }
    Path checkpoint = folder.resolve("update-00000001");
    PolicyModel model = model(CharTokenizer.strict(List.of("abc")));
    try (SameDiffLearner learner = new SameDiffLearner(model, learning())) {
      SealedFolder.write(checkpoint, learner::save);
    }
    for (String name : List.of("model.safetensors", "optimizer.safetensors", "config.json")) {
      add("sealed " + name, checkpoint.resolve(name), ReaderFuzzTest::requireBroken);
    }
    add("seal", checkpoint.resolve(SealedFolder.SEAL), f -> requireIntact(f.getParent()));
  }

  private static LearnerConfig learning() {
    return LearnerConfig.of(
        new NegativeLogLikelihood(), LossAggregation.dapo(), AdamWConfig.defaults());
  }

  private static void requireIntact(Path checkpoint) throws IOException {
    String fault = SealedFolder.fault(checkpoint).orElse("");
    if (!fault.isEmpty()) {
      throw new IllegalArgumentException(checkpoint + ": " + fault);
    }
  }

  /** A changed file under a seal must never pass. */
  private static void requireBroken(Path file) throws IOException {
    requireIntact(file.getParent());
    throw new AssertionError("a changed file passed its checksum");
  }

  @ParameterizedTest
  @MethodSource("targets")
  void changedFilesAreReadOrRefusedSoonAndInLittleMemory(Target target, TestReporter reporter)
      throws IOException {
    Random random = new Random(SEED);
    Map<String, Integer> outcomes = new TreeMap<>();
    for (int i = 0; i < FILES; i++) {
      byte[] changed = changed(target.good, random);
      if (Arrays.equals(changed, target.good)) {
        continue;
      }
      Files.write(target.file, changed);
      outcomes.merge(outcome(target, changed), 1, Integer::sum);
    }
    Files.write(target.file, target.good);
    reporter.publishEntry(target.name, outcomes.toString());
    String log = System.getProperty("srl4j.harnessLog");
    if (log != null) {
      Files.writeString(
          Path.of(log),
          target.name + " " + outcomes + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    assertTrue(outcomes.containsKey("refused"), outcomes.toString());
  }

  private static String outcome(Target target, byte[] changed) throws IOException {
    long bytes = MEMORY.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    String outcome;
    try {
      target.read.of(target.file);
      outcome = "read";
    } catch (IOException | IllegalArgumentException | UncheckedIOException e) {
      assertTrue(e.getMessage() != null && !e.getMessage().isBlank(), () -> keep(target, changed));
      outcome = "refused";
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
      throw new AssertionError(keep(target, changed) + ": " + e, e);
    }
    long used = MEMORY.getCurrentThreadAllocatedBytes() - bytes;
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    assertTrue(seconds <= MOST_SECONDS, () -> keep(target, changed) + ": took " + seconds + " s");
    assertTrue(used <= MOST_BYTES, () -> keep(target, changed) + ": took " + used + " bytes");
    return outcome;
  }

  /** Keeps the file that was found, so that it can be looked at. */
  private static String keep(Target target, byte[] changed) {
    try {
      Path kept = Files.createTempFile("srl4j-fuzz-", "-" + target.file.getFileName());
      Files.write(kept, changed);
      return target.name + ": " + kept;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] changed(byte[] good, Random random) {
    byte[] bytes = good;
    for (int n = random.nextInt(3); n >= 0; n--) {
      bytes = changedOnce(bytes, random);
    }
    return bytes;
  }

  private static byte[] changedOnce(byte[] good, Random random) {
    int at = random.nextInt(good.length + 1);
    int end = at + random.nextInt(good.length - at + 1);
    byte[] bytes = good.clone();
    switch (random.nextInt(6)) {
      case 0: // a bit
        if (at < bytes.length) {
          bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
      case 1: // a byte
        if (at < bytes.length) {
          bytes[at] = (byte) random.nextInt(256);
        }
        return bytes;
      case 2:
        return Arrays.copyOf(good, at);
      case 3:
        return joined(
            Arrays.copyOf(good, at), new byte[0], Arrays.copyOfRange(good, end, good.length));
      case 4:
        return joined(
            Arrays.copyOf(good, end),
            Arrays.copyOfRange(good, at, end),
            Arrays.copyOfRange(good, end, good.length));
      default:
        String text = SPLICED.get(random.nextInt(SPLICED.size()));
        return joined(
            Arrays.copyOf(good, at),
            text.getBytes(StandardCharsets.UTF_8),
            Arrays.copyOfRange(good, random.nextBoolean() ? at : end, good.length));
    }
  }

  private static byte[] joined(byte[] head, byte[] middle, byte[] tail) {
    byte[] all = Arrays.copyOf(head, head.length + middle.length + tail.length);
    System.arraycopy(middle, 0, all, head.length, middle.length);
    System.arraycopy(tail, 0, all, head.length + middle.length, tail.length);
    return all;
  }
}
