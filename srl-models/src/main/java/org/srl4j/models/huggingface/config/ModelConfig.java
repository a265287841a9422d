package org.srl4j.models.huggingface.config;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.block.LayerDesign;
import org.srl4j.models.block.RecordedDesign;
import org.srl4j.models.io.ElementType;
import org.srl4j.models.io.JsonFields;

/**
 * What a folder's {@code config.json} says.
 *
 * @param decoder sizes
 * @param headIsOpen whether the file does not say if the head is tied: then the weights decide
 * @param endIds ids that end a sequence, as far as this file names them
 * @param fields the file's content, from which fields without meaning here are carried over
 * @param warnings what was not understood or had to be decided, a line each
 */
public record ModelConfig(
    DecoderConfig decoder,
    boolean headIsOpen,
    List<Integer> endIds,
    ObjectNode fields,
    List<String> warnings) {

  /** Names the design's class in {@code layer_design}. */
  static final String CLASS = "class";

  /** Holds the design's settings in {@code layer_design}. */
  static final String SETTINGS = "settings";

  /** Names the architecture that the layers of {@code layer_design} stand in. */
  static final String ARCHITECTURE = "architecture";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the lists. */
  public ModelConfig {
    Objects.requireNonNull(decoder, "decoder");
    Objects.requireNonNull(fields, "fields");
    endIds = List.copyOf(endIds);
    warnings = List.copyOf(warnings);
  }

  /** A configuration of these sizes that no file has given. */
  public static ModelConfig of(DecoderConfig decoder) {
    return new ModelConfig(
        decoder, false, List.of(), JsonNodeFactory.instance.objectNode(), List.of());
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

  /**
   * Reads fields that are at hand, as {@link #read(Path)} does.
   *
   * @param source named in errors
   */
  public static ModelConfig of(Path source, ObjectNode fields) throws IOException {
    return ConfigReader.read(new JsonFields(source, fields));
  }

  /**
   * All fields that are written when the weights are F32; those of a file as they were read.
   *
   * @return a copy
   */
  public ObjectNode allFields() {
    return !fields.has("vocab_size")
        ? ConfigWriter.fields(this, ElementType.F32)
        : fields.deepCopy();
  }

  /** The same with a head that is decided, and what was said of it. */
  public ModelConfig withHead(boolean tied, List<String> said) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(said);
    return new ModelConfig(decoder.withTiedHead(tied), false, endIds, fields, all);
  }

  /** The architecture of the stock layers. */
  Architecture architecture() {
    String named = fields.path("architectures").path(0).asText();
    String under = fields.path(ConfigReader.DESIGN).path(ARCHITECTURE).asText();
    return Architecture.titled(named)
        .or(() -> Architecture.titled(under))
        .orElseGet(() -> Architecture.of(decoder));
  }

  /** The same with other ids that end a sequence. */
  public ModelConfig withEndIds(List<Integer> ids) {
    return new ModelConfig(decoder, headIsOpen, ids, fields, warnings);
  }

  /** What the file records of layers that are not the stock ones. */
  public Optional<RecordedDesign> design() {
    JsonNode field = fields.path(ConfigReader.DESIGN);
    if (!field.isObject()) {
      return Optional.empty();
    }
    Map<String, Object> settings =
        JSON.convertValue(field.path(SETTINGS), new TypeReference<Map<String, Object>>() {});
    return Optional.of(new RecordedDesign(field.path(CLASS).asText(), settings));
  }

  /** The same with layers of this design. */
  public ModelConfig with(LayerDesign design) {
    Architecture stock = architecture();
    ObjectNode changed = fields.deepCopy();
    changed.remove(ConfigReader.DESIGN);
    changed.putArray("architectures").add(stock.title());
    if (!design.equals(LayerDesign.STOCK)) {
      RecordedDesign recorded = RecordedDesign.of(design);
      ObjectNode field = changed.putObject(ConfigReader.DESIGN).put(CLASS, recorded.name());
      field.put(ARCHITECTURE, stock.title());
      field.set(SETTINGS, JSON.valueToTree(recorded.settings()));
    }
    return new ModelConfig(decoder, headIsOpen, endIds, changed, warnings);
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
