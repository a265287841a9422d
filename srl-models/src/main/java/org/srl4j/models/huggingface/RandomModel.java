package org.srl4j.models.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.models.huggingface.config.ModelConfig;
import org.srl4j.models.huggingface.weights.WeightFormat;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.CheckpointFormatException;
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
   * The same around a tokenizer: it decides {@code vocab_size} (added tokens counted) and the ids
   * that begin, end and fill a sequence, and its folder's files go along.
   *
   * @param folder that the tokenizer was read from
   */
  public RandomModel around(Tokenizer loaded, Path folder) throws IOException {
    ObjectNode fields = config.allFields();
    fields.put("vocab_size", loaded.vocabularySize());
    fields.put("eos_token_id", loaded.endOfSequenceId());
    fields.put("pad_token_id", loaded.paddingId());
    fields.remove("bos_token_id");
    loaded.beginOfSequenceId().ifPresent(id -> fields.put("bos_token_id", id));
    return new RandomModel(reread(fields), seed, Optional.of(folder));
  }

  /**
   * The same with other fields of {@code config.json}.
   *
   * @param changes value by field
   * @throws IllegalArgumentException if nothing is known of a field, or the fields do not fit
   *     together; names the field
   */
  public RandomModel with(Map<String, JsonNode> changes) throws IOException {
    ObjectNode fields = config.allFields();
    fields.setAll(changes);
    ModelConfig changed;
    try {
      changed = reread(fields);
    } catch (CheckpointFormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    List<String> said = changed.warnings();
    if (!config.warnings().containsAll(said)) {
      throw new IllegalArgumentException("config.json: " + String.join("; ", said));
    }
    return new RandomModel(changed, seed, tokenizer);
  }

  private static ModelConfig reread(ObjectNode fields) throws IOException {
    return ModelConfig.of(Path.of(CheckpointFolder.CONFIG), fields);
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
