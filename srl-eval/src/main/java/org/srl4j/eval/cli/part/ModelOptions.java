package org.srl4j.eval.cli.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.compare.start.PolicyFolder;
import org.srl4j.models.lora.AdapterFolder;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.tokenizer.Tokenizers;
import picocli.CommandLine.Mixin;
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

  @Mixin private BaseOptions base;

  /**
   * Reads the model.
   *
   * @throws IllegalArgumentException if an option is out of range or names no model
   */
  public PolicyModel load() throws IOException {
    if (threads < 1) {
      throw new IllegalArgumentException("--threads: must be at least 1, got " + threads);
    }
    return base.load(folder(), threads);
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
      path = new AdapterFolder(path).base(base.folder());
    }
    return Files.isRegularFile(path) ? path.toAbsolutePath().getParent() : path;
  }

  /** The last part of the path as given. */
  public String name() {
    return model.toAbsolutePath().normalize().getFileName().toString();
  }

  /**
   * Ids of a text that a model goes on from: before it comes the id that the tokenizer asks for,
   * nothing after it.
   */
  public static int[] beginning(Tokenizer tokenizer, String text) {
    return marked(tokenizer, tokenizer.encode(text), false);
  }

  /** Ids of a text that stands alone, with what the tokenizer puts before and after it. */
  public static int[] alone(Tokenizer tokenizer, int[] text) {
    return marked(tokenizer, text, tokenizer.endsTexts());
  }

  private static int[] marked(Tokenizer tokenizer, int[] text, boolean ends) {
    OptionalInt begin = tokenizer.beginOfSequenceId();
    IntStream first = begin.isPresent() ? IntStream.of(begin.getAsInt()) : IntStream.empty();
    IntStream last = ends ? IntStream.of(tokenizer.endOfSequenceId()) : IntStream.empty();
    return IntStream.concat(first, IntStream.concat(Arrays.stream(text), last)).toArray();
  }
}
