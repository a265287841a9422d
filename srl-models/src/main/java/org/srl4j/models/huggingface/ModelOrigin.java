package org.srl4j.models.huggingface;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.block.LayerDesign;
import org.srl4j.models.huggingface.config.ConfigWriter;
import org.srl4j.models.huggingface.config.ModelConfig;
import org.srl4j.models.huggingface.weights.WeightFormat;
import org.srl4j.models.huggingface.weights.WeightWriter;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.Checksums;
import org.srl4j.models.io.ElementType;
import org.srl4j.models.io.JsonFiles;
import org.srl4j.models.io.WritableTensor;

/**
 * All of a model but its weights: what is written beside them so that the folder is complete.
 *
 * @param config sizes, and fields that are carried over
 * @param companions tokenizer files and the like that are carried over
 * @param generation sampling defaults
 * @param endIds ids that end a completion; empty = only the tokenizer knows
 * @param storage how the weights were stored
 */
public record ModelOrigin(
    ModelConfig config,
    CompanionFiles companions,
    GenerationConfig generation,
    List<Integer> endIds,
    ElementType storage) {

  /** Copies the ids. */
  public ModelOrigin {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(companions, "companions");
    Objects.requireNonNull(generation, "generation");
    Objects.requireNonNull(storage, "storage");
    endIds = List.copyOf(endIds);
  }

  /** Of a model that comes from no folder. */
  public static ModelOrigin none(DecoderConfig decoder) {
    return new ModelOrigin(
        ModelConfig.of(decoder),
        CompanionFiles.none(),
        GenerationConfig.none(),
        List.of(),
        ElementType.F32);
  }

  /** Sizes. */
  public DecoderConfig decoder() {
    return config.decoder();
  }

  /** What of the folder was not understood or had to be decided, a line each. */
  public List<String> warnings() {
    return config.warnings();
  }

  /** The same with layers of another design. */
  public ModelOrigin with(LayerDesign design) {
    return new ModelOrigin(config.with(design), companions, generation, endIds, storage);
  }

  /**
   * Writes a folder that transformers loads: weights, {@code config.json}, {@code
   * generation_config.json}, the tokenizer and {@code SHA256SUMS}.
   *
   * @param folder an existing folder
   * @param tokenizer written if no tokenizer files are carried over
   * @param tensors the weights, in Hugging Face's names
   * @param format of the weights
   * @throws IllegalArgumentException if a weight is beyond the range of the type
   * @throws IOException if a file cannot be written
   */
  public void write(
      Path folder,
      Tokenizer tokenizer,
      Collection<? extends WritableTensor> tensors,
      WeightFormat format)
      throws IOException {
    List<Integer> ids = endIds.isEmpty() ? idOf(tokenizer) : endIds;
    WeightWriter.write(folder, tensors, format);
    config.withEndIds(ids).write(folder.resolve(CheckpointFolder.CONFIG), format.storage());
    companions.write(folder);
    if (!companions.hasTokenizer()) {
      tokenizer.save(folder);
    }
    if (!companions.has(GenerationConfig.FILE)) {
      ObjectNode defaults = JsonNodeFactory.instance.objectNode();
      ConfigWriter.putIds(defaults, "eos_token_id", ids);
      defaults.put("pad_token_id", tokenizer.paddingId());
      JsonFiles.write(folder.resolve(GenerationConfig.FILE), defaults);
    }
    Checksums.write(folder);
  }

  private static List<Integer> idOf(Tokenizer tokenizer) {
    return tokenizer.endOfSequenceId() < 0 ? List.of() : List.of(tokenizer.endOfSequenceId());
  }
}
