package org.srl4j.eval.cli.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.compare.PolicyFolder;
import org.srl4j.models.lora.AdapterFolder;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.tokenizer.Tokenizers;
import picocli.CommandLine.Option;

/** Which trained policy a command uses. */
public final class ModelOptions {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description =
          "A model's folder (Hugging Face's form, a PEFT adapter, or a llama2.c .bin), or a run's"
              + " folder (then its best checkpoint is used).")
  private Path model;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads, from 1; results do not depend on them (default: the processors there are).")
  private int threads = Runtime.getRuntime().availableProcessors();

  /**
   * Reads the model.
   *
   * @throws IllegalArgumentException if an option is out of range or names no model
   */
  public PolicyModel load() throws IOException {
    if (threads < 1) {
      throw new IllegalArgumentException("--threads: must be at least 1, got " + threads);
    }
    return PolicyModel.load(PolicyFolder.of("--model", model), threads);
  }

  /** The model's folder, or its file; a run's best checkpoint. */
  public Path folder() throws IOException {
    return PolicyFolder.of("--model", model);
  }

  /** Where tokenizer and chat template lie; a model's weights need not be there. */
  public Path tokenizerFolder() throws IOException {
    if (Tokenizers.isIn(model)) {
      return model;
    }
    Path path = folder();
    if (AdapterFolder.isIn(path) && !Tokenizers.isIn(path)) {
      path = new AdapterFolder(path).base();
    }
    return Files.isRegularFile(path) ? path.toAbsolutePath().getParent() : path;
  }

  /** The last part of the path as given. */
  public String name() {
    return model.toAbsolutePath().normalize().getFileName().toString();
  }

  /**
   * Reads a model.
   *
   * @param option named in errors
   * @param folder a checkpoint's folder or a run's
   * @throws IllegalArgumentException if it is neither
   */
  public static PolicyModel load(String option, Path folder) throws IOException {
    return PolicyModel.load(PolicyFolder.of(option, folder), 1);
  }

  /** Ids of a text that begins a sequence: before it comes the id that the tokenizer asks for. */
  public static int[] beginning(Tokenizer tokenizer, String text) {
    IntStream ids = Arrays.stream(tokenizer.encode(text));
    OptionalInt begin = tokenizer.beginOfSequenceId();
    return begin.isEmpty()
        ? ids.toArray()
        : IntStream.concat(IntStream.of(begin.getAsInt()), ids).toArray();
  }
}
