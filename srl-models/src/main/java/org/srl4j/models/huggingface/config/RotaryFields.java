package org.srl4j.models.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFields;

/**
 * The rotary embedding of a {@code config.json}: {@code rope_theta}, or in newer files {@code
 * rope_parameters} (once {@code rope_scaling}), of which only the plain form is computed.
 *
 * @param fields the file
 */
record RotaryFields(JsonFields fields) {
  /** Where the newer form stands, the one that counts first. */
  static final List<String> NEWER = List.of("rope_scaling", "rope_parameters");

  private static final String BASE = "rope_theta";
  private static final Set<String> PLAIN =
      Set.of(BASE, "rope_type", "type", "partial_rotary_factor");
  private static final double DEFAULT_BASE = 10_000;

  /**
   * The base of the wavelengths; transformers takes the newer form before the field alone.
   *
   * @param warnings receives a line when the file has two bases that differ
   */
  double base(List<String> warnings) throws CheckpointFormatException {
    Map<String, Double> found = new LinkedHashMap<>();
    for (String name : NEWER) {
      if (fields.has(name)) {
        JsonFields newer = plain(name);
        newer.number(BASE, 1, 1e12).ifPresent(base -> found.put(name + "." + BASE, base));
      }
    }
    fields.number(BASE, 1, 1e12).ifPresent(base -> found.put(BASE, base));
    if (found.values().stream().distinct().count() > 1) {
      warnings.add("the rotary base is given as " + found + ": the first is used");
    }
    return found.values().stream().findFirst().orElse(DEFAULT_BASE);
  }

  private JsonFields plain(String name) throws CheckpointFormatException {
    JsonNode rope = fields.root().get(name);
    if (!(rope instanceof ObjectNode object)) {
      throw unscaled(name, rope);
    }
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (entry.getValue().isObject()) {
        throw fields.fault(
            name,
            "must hold the parameters themselves, got one set for each type of layer ("
                + entry.getKey()
                + ", ...), which is not supported");
      }
    }
    JsonNode type = object.hasNonNull("rope_type") ? object.get("rope_type") : object.path("type");
    if (!type.asText("").equals("default") && !type.isMissingNode() && !type.isNull()) {
      throw unscaled(name, rope);
    }
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!PLAIN.contains(entry.getKey()) && !entry.getValue().isNull()) {
        throw fields.fault(
            name + "." + entry.getKey(),
            "must be absent without a rope_type: only "
                + PLAIN.stream().sorted().toList()
                + " are read, got "
                + JsonFields.shown(rope));
      }
    }
    JsonFields newer = new JsonFields(fields.file(), object);
    if (newer.number("partial_rotary_factor", 0, 1).orElse(1) != 1) {
      throw fields.fault(name + ".partial_rotary_factor", "must be 1.0 or absent");
    }
    return newer;
  }

  private CheckpointFormatException unscaled(String name, JsonNode rope) {
    return fields.fault(
        name,
        "must be null or have rope_type default or none: scaled rotary embeddings are not"
            + " supported, got "
            + JsonFields.shown(rope));
  }
}
