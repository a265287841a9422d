package org.srl4j.models.huggingface.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.srl4j.models.block.RotaryScaling;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFields;

/**
 * The rotary embedding of a {@code config.json}: {@code rope_theta}, and {@code rope_scaling},
 * which newer files call {@code rope_parameters} and which may hold the base too.
 *
 * @param fields the file
 * @param maxLength {@code max_position_embeddings}
 */
record RotaryFields(JsonFields fields, int maxLength) {
  private static final String SCALING = "rope_scaling";

  /** Where the newer form stands, the one that counts first. */
  private static final List<String> NEWER = List.of(SCALING, "rope_parameters");

  private static final String BASE = "rope_theta";
  private static final String TYPE = "rope_type";
  private static final String FACTOR = "factor";
  private static final String ORIGINAL = "original_max_position_embeddings";
  private static final String LOW = "low_freq_factor";
  private static final String HIGH = "high_freq_factor";
  private static final String FAST = "beta_fast";
  private static final String SLOW = "beta_slow";
  private static final String AMPLITUDE = "attention_factor";
  private static final String TRUNCATE = "truncate";

  /** Fields of every type. */
  private static final Set<String> COMMON = Set.of(BASE, TYPE, "type", "partial_rotary_factor");

  /** Fields by type. */
  private static final Map<String, Set<String>> TYPES =
      new TreeMap<>(
          Map.of(
              "default", Set.of(),
              "linear", Set.of(FACTOR),
              "dynamic", Set.of(FACTOR, ORIGINAL),
              "llama3", Set.of(FACTOR, LOW, HIGH, ORIGINAL),
              "yarn",
                  Set.of(
                      FACTOR,
                      ORIGINAL,
                      FAST,
                      SLOW,
                      AMPLITUDE,
                      TRUNCATE,
                      "mscale",
                      "mscale_all_dim")));

  private static final double USUAL_FAST = 32;
  private static final double USUAL_SLOW = 1;
  private static final double MOST = 1e9;
  private static final double LEAST = 1e-9;

  /**
   * The base of the wavelengths; transformers takes the newer form before the field alone.
   *
   * @param absent when the file has none
   * @param warnings receives a line when the file has two bases that differ
   */
  double base(double absent, List<String> warnings) throws CheckpointFormatException {
    Map<String, Double> found = new LinkedHashMap<>();
    for (String name : NEWER) {
      if (fields.has(name)) {
        JsonFields newer = newer(name);
        newer.number(BASE, 1, 1e12).ifPresent(base -> found.put(name + "." + BASE, base));
      }
    }
    fields.number(BASE, 1, 1e12).ifPresent(base -> found.put(BASE, base));
    if (found.values().stream().distinct().count() > 1) {
      warnings.add("the rotary base is given as " + found + ": the first is used");
    }
    return found.values().stream().findFirst().orElse(absent);
  }

  /**
   * How it is scaled.
   *
   * @param base of the wavelengths
   * @param warnings receives a line when sequences may not be as long as the scaling reaches
   */
  RotaryScaling scaling(double base, List<String> warnings) throws CheckpointFormatException {
    List<RotaryScaling> found = new ArrayList<>();
    for (String name : NEWER) {
      if (fields.has(name)) {
        JsonFields newer = newer(name);
        try {
          found.add(scaling(name, newer, found.isEmpty() ? warnings : new ArrayList<>()));
        } catch (IllegalArgumentException e) {
          throw fields.fault(name, e.getMessage());
        }
      }
    }
    if (found.stream().distinct().count() > 1) {
      throw fields.fault(
          NEWER.get(1), "must be absent or say the same as " + SCALING + ", which is there too");
    }
    RotaryScaling scaling = found.isEmpty() ? RotaryScaling.NONE : found.get(0);
    if (scaling instanceof RotaryScaling.Yarn && !(base > 1)) {
      throw fields.fault(BASE, "must be above 1 for " + TYPE + " yarn, got " + base);
    }
    return scaling;
  }

  private RotaryScaling scaling(String name, JsonFields newer, List<String> warnings)
      throws CheckpointFormatException {
    return switch (type(newer)) {
      case "linear" -> new RotaryScaling.Linear(required(name, newer, FACTOR));
      case "llama3" ->
          new RotaryScaling.Llama3(
              required(name, newer, FACTOR),
              required(name, newer, LOW),
              required(name, newer, HIGH),
              newer.integer(ORIGINAL, 1, Integer.MAX_VALUE));
      case "yarn" -> yarn(name, newer, warnings);
      case "dynamic" -> unscaledSoFar(name, newer);
      default -> RotaryScaling.NONE;
    };
  }

  /**
   * Frequencies of this type are the plain ones up to {@code max_position_embeddings}, and no
   * sequence is longer here. Beyond a shorter length they would change with every token.
   */
  private RotaryScaling unscaledSoFar(String name, JsonFields newer)
      throws CheckpointFormatException {
    required(name, newer, FACTOR);
    if (newer.integer(ORIGINAL, 1, Integer.MAX_VALUE, maxLength) < maxLength) {
      throw fields.fault(
          name + "." + ORIGINAL,
          "must be absent or at least max_position_embeddings "
              + maxLength
              + ": beyond it a dynamic scaling turns all keys anew with every token, which is not"
              + " computed");
    }
    return RotaryScaling.NONE;
  }

  private RotaryScaling yarn(String name, JsonFields newer, List<String> warnings)
      throws CheckpointFormatException {
    int original = newer.integer(ORIGINAL, 1, Integer.MAX_VALUE, maxLength);
    double factor =
        newer.has(ORIGINAL) && !newer.has(FACTOR)
            ? (double) maxLength / original
            : required(name, newer, FACTOR);
    if (newer.has(ORIGINAL) && factor * original > maxLength) {
      warnings.add(
          name
              + " reaches "
              + Math.round(factor * original)
              + " positions, sequences have at most max_position_embeddings "
              + maxLength);
    }
    return new RotaryScaling.Yarn(
        factor,
        original,
        newer.number(FAST, LEAST, MOST).orElse(USUAL_FAST),
        newer.number(SLOW, LEAST, MOST).orElse(USUAL_SLOW),
        amplitude(newer, factor),
        newer.truth(TRUNCATE, true));
  }

  private static double amplitude(JsonFields newer, double factor)
      throws CheckpointFormatException {
    double whole = newer.number("mscale", 0, MOST).orElse(0);
    double part = newer.number("mscale_all_dim", 0, MOST).orElse(0);
    double proposed =
        whole > 0 && part > 0
            ? RotaryScaling.Yarn.proposedAmplitude(factor, whole)
                / RotaryScaling.Yarn.proposedAmplitude(factor, part)
            : RotaryScaling.Yarn.proposedAmplitude(factor, 1);
    return newer.number(AMPLITUDE, LEAST, MOST).orElse(proposed);
  }

  private double required(String name, JsonFields newer, String field)
      throws CheckpointFormatException {
    return newer
        .number(field, LEAST, MOST)
        .orElseThrow(
            () ->
                fields.fault(name + "." + field, "must be there for " + TYPE + " " + type(newer)));
  }

  private static String type(JsonFields newer) {
    JsonNode named = newer.has(TYPE) ? newer.root().get(TYPE) : newer.root().path("type");
    return named.isMissingNode() || named.isNull() ? "default" : named.asText();
  }

  private JsonFields newer(String name) throws CheckpointFormatException {
    JsonNode rope = fields.root().get(name);
    if (!(rope instanceof ObjectNode object)) {
      throw fields.fault(
          name, "must be null or hold a " + TYPE + ", got " + JsonFields.shown(rope));
    }
    JsonFields newer = new JsonFields(fields.file(), object);
    Set<String> known = new TreeSet<>(COMMON);
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (entry.getValue().isObject()) {
        throw fields.fault(
            name,
            "must hold the parameters themselves, got one set for each type of layer ("
                + entry.getKey()
                + ", ...), which is not supported");
      }
    }
    if (!TYPES.containsKey(type(newer))) {
      throw fields.fault(
          name + "." + TYPE,
          "must be one of " + TYPES.keySet() + ", got " + JsonFields.shown(rope));
    }
    known.addAll(TYPES.get(type(newer)));
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!known.contains(entry.getKey()) && !entry.getValue().isNull()) {
        throw fields.fault(
            name + "." + entry.getKey(),
            "must be absent for "
                + TYPE
                + " "
                + type(newer)
                + ": only "
                + known
                + " are read, got "
                + JsonFields.shown(rope));
      }
    }
    if (newer.number("partial_rotary_factor", 0, 1).orElse(1) != 1) {
      throw fields.fault(name + ".partial_rotary_factor", "must be 1.0 or absent");
    }
    return newer;
  }

  /** Writes a scaling that no file has told. */
  static void put(ObjectNode root, RotaryScaling scaling) {
    if (scaling.equals(RotaryScaling.NONE)) {
      return;
    }
    ObjectNode rope = root.putObject(SCALING);
    if (scaling instanceof RotaryScaling.Linear linear) {
      rope.put(TYPE, "linear").put(FACTOR, linear.factor());
    } else if (scaling instanceof RotaryScaling.Llama3 llama) {
      rope.put(TYPE, "llama3").put(FACTOR, llama.factor());
      rope.put(LOW, llama.lowFactor()).put(HIGH, llama.highFactor());
      rope.put(ORIGINAL, llama.originalLength());
    } else if (scaling instanceof RotaryScaling.Yarn yarn) {
      rope.put(TYPE, "yarn").put(FACTOR, yarn.factor()).put(ORIGINAL, yarn.originalLength());
      rope.put(FAST, yarn.betaFast()).put(SLOW, yarn.betaSlow());
      rope.put(AMPLITUDE, yarn.amplitude()).put(TRUNCATE, yarn.truncated());
    }
  }
}
