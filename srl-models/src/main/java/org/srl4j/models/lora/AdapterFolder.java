package org.srl4j.models.lora;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFiles;
import org.srl4j.models.io.SafeTensors;
import org.srl4j.models.io.Tensor;

/**
 * An adapter's folder as PEFT writes it: {@value #CONFIG} and {@value #WEIGHTS}.
 *
 * @param path the folder
 */
public record AdapterFolder(Path path) {
  /** Settings. */
  public static final String CONFIG = "adapter_config.json";

  /** A and B of every adapted layer. */
  public static final String WEIGHTS = "adapter_model.safetensors";

  /** What PEFT puts before the names of the model it wraps. */
  public static final String PREFIX = "base_model.model.";

  /** Fields that say nothing about the numbers. */
  private static final List<String> HARMLESS =
      List.of(
          "auto_mapping",
          "base_model_name_or_path",
          "inference_mode",
          "peft_version",
          "qalora_group_size",
          "revision");

  private static final List<String> READ =
      List.of(
          "exclude_modules",
          "init_lora_weights",
          "lora_alpha",
          "lora_dropout",
          "peft_type",
          "r",
          "target_modules",
          "task_type",
          "use_rslora");

  /** Whether a folder holds an adapter. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(CONFIG));
  }

  private Path config() {
    return path.resolve(CONFIG);
  }

  private Path weights() {
    return path.resolve(WEIGHTS);
  }

  /**
   * Reads the settings.
   *
   * @param base parameters of the whole model that is adapted
   * @throws CheckpointFormatException if a field is missing, of the wrong kind, or asks for
   *     something that this toolkit does not compute; the message names it
   */
  public LoraConfig settings(List<ParameterSpec> base) throws IOException {
    Fields fields = fields();
    fields.requireKnown(READ, HARMLESS);
    fields.requireOneOf("peft_type", List.of("\"LORA\""));
    fields.requireOneOf("task_type", List.of("", "null", "\"CAUSAL_LM\""));
    // Other ways to start, such as pissa, change the base too.
    fields.requireOneOf("init_lora_weights", List.of("", "true", "false", "\"gaussian\""));
    try {
      return new LoraConfig(
          fields.whole("r"),
          fields.number("lora_alpha", 8),
          fields.number("lora_dropout", 0),
          new TargetModules(fields).among(linearLayers(base)),
          fields.flag("use_rslora"));
    } catch (IllegalArgumentException e) {
      throw new CheckpointFormatException(config(), e.getMessage(), e);
    }
  }

  /**
   * Checks that the settings are those of a run.
   *
   * @param wanted what the run trains
   * @param base parameters of the whole model that is adapted
   * @throws CheckpointFormatException if they differ
   */
  public void requireSettings(LoraConfig wanted, List<ParameterSpec> base) throws IOException {
    LoraConfig saved = settings(base);
    if (!saved.equals(wanted)) {
      throw new CheckpointFormatException(
          config(),
          "holds " + saved + ", this run trains " + wanted + "; use the settings it began with");
    }
  }

  private Fields fields() throws IOException {
    return new Fields(config(), JsonFiles.read(config(), JsonNode.class));
  }

  private static List<String> linearLayers(List<ParameterSpec> base) {
    String end = ".weight";
    return base.stream()
        .map(ParameterSpec::name)
        .filter(name -> name.endsWith(end))
        .map(name -> name.substring(0, name.length() - end.length()))
        .filter(path -> LoraConfig.MODULES.contains(path.substring(path.lastIndexOf('.') + 1)))
        .toList();
  }

  /**
   * Where the frozen base lies: the folder that is given, else the recorded name as a path, or
   * below this folder.
   *
   * @param given another place than the recorded one; empty = that one
   * @throws CheckpointFormatException if it is not said, or nothing is there
   */
  public Path base(Optional<Path> given) throws IOException {
    if (given.isPresent()) {
      return given.get();
    }
    JsonNode recorded = fields().json().path("base_model_name_or_path");
    String name = recorded.isTextual() ? recorded.asText() : "";
    for (Path place : List.of(Path.of(name), path.resolve(name))) {
      if (!name.isEmpty() && Files.exists(place) && !isIn(place)) {
        return place;
      }
    }
    throw new CheckpointFormatException(
        config(),
        "base_model_name_or_path: must name the folder of the whole model that it adapts, got "
            + (name.isEmpty()
                ? "nothing; say where it is with --base DIR"
                : "\""
                    + name
                    + "\", and no such folder is here; if it is a model of Hugging Face's hub,"
                    + " download it and say where it is with --base DIR"));
  }

  /**
   * Reads A and B into parameters that lie over a frozen base.
   *
   * @throws CheckpointFormatException if a tensor is missing, too many, or of another shape
   */
  public void readInto(Parameters adapter) throws IOException {
    SafeTensors tensors = SafeTensors.open(weights());
    TreeSet<String> left = new TreeSet<>(tensors.entries().keySet());
    for (ParameterSpec spec : adapter.specs()) {
      String name = PREFIX + spec.name();
      if (!left.remove(name)) {
        throw new CheckpointFormatException(
            weights(), "tensor " + name + " is missing; " + CONFIG + " and the base ask for it");
      }
      Tensor tensor = tensors.read(name);
      if (!Arrays.equals(tensor.shape(), spec.shape())) {
        throw new CheckpointFormatException(
            weights(),
            "tensor "
                + name
                + " has shape "
                + Arrays.toString(tensor.shape())
                + ", the base asks for "
                + Arrays.toString(spec.shape()));
      }
      Slice slice = adapter.slice(spec.name());
      System.arraycopy(tensor.data(), 0, slice.data(), slice.offset(), slice.length());
    }
    if (!left.isEmpty()) {
      throw new CheckpointFormatException(
          weights(), "tensor " + left.first() + " belongs to no layer that " + CONFIG + " adapts");
    }
    adapter.changed();
  }

  /**
   * Writes both files, each in one piece, the settings last.
   *
   * @param config what was trained
   * @param base name or folder of the model it was trained on; empty = nobody knows
   * @param adapter A and B
   */
  public void write(LoraConfig config, Optional<String> base, Parameters adapter)
      throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    for (ParameterSpec spec : adapter.specs()) {
      Slice slice = adapter.slice(spec.name());
      float[] data =
          Arrays.copyOfRange(slice.data(), slice.offset(), slice.offset() + slice.length());
      tensors.add(new Tensor(PREFIX + spec.name(), spec.shape(), data));
    }
    SafeTensors.write(weights(), tensors, Map.of("format", "pt"));
    JsonFiles.write(config(), json(config, base));
  }

  private static ObjectNode json(LoraConfig config, Optional<String> base) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("peft_type", "LORA");
    json.put("task_type", "CAUSAL_LM");
    json.put("base_model_name_or_path", base.orElse(null));
    json.put("r", config.rank());
    if (config.alpha() == Math.rint(config.alpha())) {
      json.put("lora_alpha", (long) config.alpha());
    } else {
      json.put("lora_alpha", config.alpha());
    }
    json.put("lora_dropout", config.dropout());
    ArrayNode modules = json.putArray("target_modules");
    config.targetModules().forEach(modules::add);
    json.put("use_rslora", config.useRslora());
    json.put("bias", "none");
    json.put("fan_in_fan_out", false);
    json.put("inference_mode", true);
    json.put("init_lora_weights", true);
    json.putNull("modules_to_save");
    return json;
  }
}
