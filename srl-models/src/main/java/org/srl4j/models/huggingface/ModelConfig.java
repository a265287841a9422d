package org.srl4j.models.huggingface;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.io.ElementType;
import org.srl4j.models.io.JsonFields;

/**
 * What a folder's {@code config.json} says. {@code LlamaForCausalLM} is a decoder without, {@code
 * Qwen2ForCausalLM} one with biases on q, k and v.
 *
 * @param decoder sizes
 * @param headIsOpen whether the file does not say if the head is tied: then the weights decide
 * @param endIds ids that end a sequence, as far as this file names them
 * @param fields the file's content, from which fields without meaning here are carried over
 */
public record ModelConfig(
    DecoderConfig decoder, boolean headIsOpen, List<Integer> endIds, ObjectNode fields) {

  /** Copies the ids. */
  public ModelConfig {
    Objects.requireNonNull(decoder, "decoder");
    Objects.requireNonNull(fields, "fields");
    endIds = List.copyOf(endIds);
  }

  /** A configuration of these sizes that no file has given. */
  public static ModelConfig of(DecoderConfig decoder) {
    return new ModelConfig(decoder, false, List.of(), JsonNodeFactory.instance.objectNode());
  }

  /**
   * Reads a configuration: Hugging Face's, or the form in which this toolkit once wrote the sizes
   * alone.
   *
   * @param file the {@code config.json}
   * @throws org.srl4j.models.io.CheckpointFormatException if a field has a value that this toolkit
   *     cannot compute with, or is missing; names file, field and what is allowed
   * @throws IOException if the file cannot be read
   */
  public static ModelConfig read(Path file) throws IOException {
    return ConfigReader.read(JsonFields.read(file));
  }

  /** The same sizes with a tied head or one of its own. */
  ModelConfig withTiedHead(boolean tied) {
    return new ModelConfig(decoder.withTiedHead(tied), false, endIds, fields);
  }

  /** The same with other ids that end a sequence. */
  ModelConfig withEndIds(List<Integer> ids) {
    return new ModelConfig(decoder, headIsOpen, ids, fields);
  }

  /**
   * Writes the configuration as transformers reads it.
   *
   * @param file the {@code config.json} to write or replace
   * @param storage how the weights beside it are stored, under {@code torch_dtype}
   */
  public void write(Path file, ElementType storage) throws IOException {
    ConfigWriter.write(file, this, storage);
  }
}
