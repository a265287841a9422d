package org.srl4j.models.huggingface;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.srl4j.models.io.JsonFields;

/**
 * What a folder's {@code generation_config.json} says about sampling.
 *
 * @param endIds ids that end a completion; empty = the file names none
 * @param temperature divides the logits, from 0; 0 when the file asks for the likeliest token
 * @param topP probability of the likeliest tokens that are kept, in (0, 1]
 * @param topK number of tokens that are kept, from 0 = all
 * @param ignored fields that transformers would act upon and this toolkit does not, with their
 *     values
 */
public record GenerationConfig(
    List<Integer> endIds,
    OptionalDouble temperature,
    OptionalDouble topP,
    OptionalInt topK,
    List<String> ignored) {
  /** The file's name. */
  public static final String FILE = "generation_config.json";

  private static final double MAX_TEMPERATURE = 1000;
  private static final double LEAST_TOP_P = 1e-9;

  /** Copies the lists. */
  public GenerationConfig {
    endIds = List.copyOf(endIds);
    ignored = List.copyOf(ignored);
  }

  /** Nothing said. */
  public static GenerationConfig none() {
    return new GenerationConfig(
        List.of(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty(), List.of());
  }

  /**
   * Reads the file.
   *
   * @param file the {@code generation_config.json}
   * @param vocabularySize ids are below it
   * @throws org.srl4j.models.io.CheckpointFormatException if a field is out of range
   * @throws IOException if the file cannot be read
   */
  static GenerationConfig read(Path file, int vocabularySize) throws IOException {
    JsonFields fields = JsonFields.read(file);
    OptionalDouble temperature = fields.number("temperature", 0, MAX_TEMPERATURE);
    boolean greedy = !fields.truth("do_sample", true);
    return new GenerationConfig(
        fields.ids("eos_token_id", vocabularySize),
        greedy ? OptionalDouble.of(0) : temperature,
        fields.number("top_p", LEAST_TOP_P, 1),
        fields.has("top_k")
            ? OptionalInt.of(fields.integer("top_k", 0, Integer.MAX_VALUE))
            : OptionalInt.empty(),
        ignored(fields));
  }

  private static List<String> ignored(JsonFields fields) throws IOException {
    List<String> ignored = new ArrayList<>();
    for (String field : List.of("repetition_penalty", "typical_p", "length_penalty")) {
      OptionalDouble value = fields.number(field, -Double.MAX_VALUE, Double.MAX_VALUE);
      if (value.isPresent() && value.getAsDouble() != 1) {
        ignored.add(field + " " + value.getAsDouble());
      }
    }
    return ignored;
  }
}
