package org.srl4j.models.huggingface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.srl4j.models.huggingface.weights.WeightFormat;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.ElementType;

/**
 * A model that nobody has trained, as a folder. Weights are drawn while they are written, so memory
 * does not grow with the model.
 *
 * @param config sizes, and fields that are carried over
 * @param seed of the weights
 * @param tokenizer folder whose tokenizer files are carried over; empty = none
 */
public record RandomModel(ModelConfig config, long seed, Optional<Path> tokenizer) {

  /** Rejects missing parts. */
  public RandomModel {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(tokenizer, "tokenizer");
  }

  /**
   * The configuration of a name in {@link NamedShapes}, or of a folder with a {@code config.json}.
   *
   * @throws IllegalArgumentException if it is neither
   * @throws IOException if the file cannot be read or used
   */
  public static ModelConfig like(String nameOrFolder) throws IOException {
    if (NamedShapes.NAMES.contains(nameOrFolder)) {
      return NamedShapes.config(nameOrFolder);
    }
    Path file = Path.of(nameOrFolder).resolve(CheckpointFolder.CONFIG);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "like: must be one of "
              + NamedShapes.NAMES
              + " or a folder with a config.json, got "
              + nameOrFolder);
    }
    ModelConfig config = ModelConfig.read(file);
    if (config.design().isPresent()) {
      throw new IllegalArgumentException(
          "like: only models of stock layers can be drawn, "
              + file
              + " has the layers "
              + config.design().get());
    }
    return config;
  }

  /**
   * Writes the folder; it is seen complete or not at all.
   *
   * @param to the folder to make or replace
   * @param format of the weights
   * @throws IOException if a file cannot be read or written
   */
  public void write(Path to, WeightFormat format) throws IOException {
    List<Integer> ids = config.endIds();
    CompanionFiles companions =
        tokenizer.isEmpty() ? CompanionFiles.none() : CompanionFiles.read(tokenizer.get());
    ModelOrigin origin =
        new ModelOrigin(config, companions, GenerationConfig.none(), ids, ElementType.F32);
    TokenIdText standIn =
        new TokenIdText(config.decoder().vocabularySize(), ids.isEmpty() ? -1 : ids.get(0));
    CheckpointFolder.replace(
        to,
        folder -> origin.write(folder, standIn, RandomTensor.all(config.decoder(), seed), format));
  }
}
