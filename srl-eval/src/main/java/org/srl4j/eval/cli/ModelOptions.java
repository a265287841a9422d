package org.srl4j.eval.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.train.Checkpoints;
import org.srl4j.models.policy.PolicyModel;
import picocli.CommandLine.Option;

/** Which trained policy a command uses. */
final class ModelOptions {
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

  PolicyModel load() throws IOException {
    if (threads < 1) {
      throw new IllegalArgumentException("--threads: must be at least 1, got " + threads);
    }
    return PolicyModel.load(checkpoint("--model", model), threads);
  }

  /** The model's folder, or its file; a run's best checkpoint. */
  Path folder() throws IOException {
    return checkpoint("--model", model);
  }

  /** The last part of the path as given. */
  String name() {
    return model.toAbsolutePath().normalize().getFileName().toString();
  }

  /**
   * Reads a model.
   *
   * @param option named in errors
   * @param folder a checkpoint's folder or a run's
   * @throws IllegalArgumentException if it is neither
   */
  static PolicyModel load(String option, Path folder) throws IOException {
    return PolicyModel.load(checkpoint(option, folder), 1);
  }

  /** Ids of a text that begins a sequence: before it comes the id that the tokenizer asks for. */
  static int[] beginning(Tokenizer tokenizer, String text) {
    IntStream ids = Arrays.stream(tokenizer.encode(text));
    OptionalInt begin = tokenizer.beginOfSequenceId();
    return begin.isEmpty()
        ? ids.toArray()
        : IntStream.concat(IntStream.of(begin.getAsInt()), ids).toArray();
  }

  private static Path checkpoint(String option, Path folder) throws IOException {
    if (PolicyModel.isModel(folder)) {
      return folder;
    }
    Checkpoints ofRun = new Checkpoints(folder.resolve("checkpoints"));
    Optional<Path> found = ofRun.best().or(ofRun::latest);
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                option
                    + ": "
                    + folder
                    + " holds neither model.safetensors (or its shards, or a llama2.c .bin) nor a"
                    + " run with checkpoints; name a model's folder, one below checkpoints/ or"
                    + " bases/, or a run's folder"));
  }
}
