package org.srl4j.eval.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.decoder.Decoder;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.tokenizer.CharTokenizer;

/** What commands say before they start, where disk or memory cannot hold what they are to do. */
class LimitsTest {
  private static final long MIB = 1 << 20;

  @TempDir Path folder;

  /** A command that writes to a folder. */
  private Ran ran(String command, Path output) throws IOException {
    List<String> words = new ArrayList<>();
    if (command.equals("eval")) {
      Path model = Files.createDirectories(folder.resolve("model"));
      TinyModel.save(model, 200);
      Files.writeString(folder.resolve("quiz.jsonl"), "{\"question\":\"1+1?\",\"answer\":\"2\"}\n");
      Path task = folder.resolve("quiz.yaml");
      Files.writeString(task, "data: {file: quiz.jsonl}\nprompt: {plain: 'Q {question} A'}\n");
      words.addAll(List.of("eval", "--model", "" + model, "--task", "" + task, "--resume"));
    } else if (command.equals("compare")) {
      words.addAll(List.of("compare", "--preset", "smoke"));
    } else {
      words.addAll(List.of("train", "--method", "srl", "--preset", "smoke"));
      words.addAll(command.equals("train --resume") ? List.of("--resume") : List.of());
    }
    words.addAll(List.of("--output", "" + output));
    return Ran.command(words.toArray(String[]::new));
  }

  private static void assertNamed(Ran ran, Path output) {
    assertEquals(2, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains("--output: cannot write to " + output), ran.err());
    assertTrue(ran.err().contains("name a folder that can be made and written to"), ran.err());
    assertFalse(ran.err().contains("\tat "), ran.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "train --resume", "compare", "eval"})
  void outputBelowAFileIsNamed(String command) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    assertNamed(ran(command, file.resolve("out")), file.resolve("out"));
    assertEquals("kept", Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "train --resume", "compare", "eval"})
  void outputInAReadOnlyFolderIsNamed(String command) throws Exception {
    Path locked = Files.createDirectories(folder.resolve("locked"));
    assumeTrue(locked.toFile().setWritable(false), "skipped: no permissions on this file system");
    boolean mounted = Files.isWritable(locked) && shell("mount -t tmpfs -o ro srl4j " + locked);
    try {
      assumeTrue(
          !Files.isWritable(locked),
          "skipped: permissions do not bind this user, who cannot mount");
      assertNamed(ran(command, locked), locked);
      assertNamed(ran(command, locked.resolve("out")), locked.resolve("out"));
    } finally {
      if (mounted) {
        shell("umount " + locked);
      }
      locked.toFile().setWritable(true);
    }
  }

  private static boolean shell(String command) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", command + " 2>/dev/null").start().waitFor() == 0;
  }

  /** 12 h^2 and more parameters of a block, 4 bytes each, times 6 in training. */
  private static long hidden(double timesTheHeap) {
    double parameters = timesTheHeap * Runtime.getRuntime().maxMemory() / 4;
    return 4 * Math.round(Math.sqrt(parameters / 12) / 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "compare"})
  void aBaseThatCannotBeTrainedIsRefusedWithTheLargestItem(String command) throws IOException {
    long hidden = hidden(0.5); // the weights fit, six times of them do not
    List<String> words = new ArrayList<>(List.of(command, "--preset", "smoke"));
    words.addAll(command.equals("train") ? List.of("--method", "srl") : List.of("--fresh-bases"));
    words.addAll(List.of("--output", "" + folder.resolve("out")));
    words.addAll(List.of("base.hidden_size=" + hidden, "base.inner_size=" + 4 * hidden));
    words.addAll(List.of("base.heads=2", "base.layers=1"));
    Ran ran = Ran.command(words.toArray(String[]::new));
    assertEquals(2, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains("memory: the training needs"), ran.err());
    assertTrue(ran.err().contains("the largest item is "), ran.err());
  }

  @Test
  void armsThatCannotTrainSideBySideAreRefusedBeforeTheFirst() throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    TinyModel.save(model, 320, 512);
    long one = 6 * Files.size(model.resolve("model.safetensors")); // about 66 MB
    int workers = (int) (Runtime.getRuntime().maxMemory() / one) + 1;
    List<String> seeds = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      seeds.add("" + i);
    }
    Ran ran =
        Ran.command(
            "compare",
            "--preset",
            "smoke",
            "--output",
            "" + folder.resolve("out"),
            "init_from=" + model,
            "workers=" + workers,
            "runs.seeds=[" + String.join(",", seeds) + "]");
    assertEquals(2, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains(" trainings at a time need"), ran.err());
    assertFalse(Files.exists(folder.resolve("out/seed-0")), "training had begun");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eval", "generate"})
  void aModelLargerThanTheHeapIsRefusedBeforeItIsRead(String command) throws IOException {
    long heap = Runtime.getRuntime().maxMemory();
    long rows = heap / 4 / 128 + 1; // of 64 floats in the embedding and 64 in the head
    assumeTrue(128 * rows < Integer.MAX_VALUE - 100_000, "skipped: the heap holds any model");
    writeHollowModel((int) rows);
    Ran ran =
        command.equals("eval")
            ? Ran.command("eval", "--model", "" + folder)
            : Ran.command("generate", "--model", "" + folder, "--prompt", "x");
    assertEquals(2, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains("memory: the model's weights need"), ran.err());
    assertTrue(ran.err().contains("the heap has " + Math.round((double) heap / MIB)), ran.err());
  }

  private static DecoderConfig sizes(int vocabulary) {
    return new DecoderConfig(vocabulary, 64, 16, 1, 2, 2, 32, 100, 1e-5, false, false, 32);
  }

  /** A model with so many ids; its weights are a hole in the file, which takes no disk. */
  private void writeHollowModel(int vocabulary) throws IOException {
    CharTokenizer tokenizer = CharTokenizer.strict(List.of("abc"));
    PolicyModel.initialised(sizes(tokenizer.vocabularySize()), tokenizer, 1, 1).save(folder);
    Path config = folder.resolve("config.json");
    String sizes = Files.readString(config);
    Files.writeString(config, sizes.replaceAll("(\"vocab_size\" *: *)[0-9]+", "$1" + vocabulary));
    long end = 0;
    List<String> tensors = new ArrayList<>();
    for (ParameterSpec spec : Decoder.parameters(sizes(vocabulary))) {
      long begin = end;
      end += 4L * spec.elements();
      tensors.add(
          String.format(
              "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}",
              spec.name(), Arrays.toString(spec.shape()), begin, end));
    }
    byte[] header = ("{" + String.join(",", tensors) + "}").getBytes(StandardCharsets.UTF_8);
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    length.putLong(0, header.length);
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("model.safetensors").toFile(), "rw")) {
      file.setLength(0);
      file.write(length.array());
      file.write(header);
      file.setLength(8 + header.length + end);
    }
  }
}
