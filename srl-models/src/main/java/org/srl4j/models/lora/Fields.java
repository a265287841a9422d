package org.srl4j.models.lora;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.srl4j.models.io.CheckpointFormatException;

/** Fields of {@code adapter_config.json}, with errors that name them. */
record Fields(Path file, JsonNode json) {

  /** Fields outside the lists must be off, as PEFT writes what is not used. */
  void requireKnown(List<String> read, List<String> harmless) throws CheckpointFormatException {
    if (!json.isObject()) {
      throw new CheckpointFormatException(file, "must hold a JSON object");
    }
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      boolean known = read.contains(field.getKey()) || harmless.contains(field.getKey());
      if (!known && !isOff(field.getKey(), field.getValue())) {
        throw new CheckpointFormatException(
            file,
            field.getKey()
                + ": "
                + field.getValue()
                + " is not supported; only plain LoRA without it can be read");
      }
    }
  }

  private static boolean isOff(String name, JsonNode value) {
    boolean empty = value.isContainerNode() && value.isEmpty();
    boolean none = name.equals("bias") && value.asText().equals("none");
    boolean defaults = name.equals("megatron_core") && value.asText().equals("megatron.core");
    return value.isNull() || empty || none || defaults || value.isBoolean() && !value.asBoolean();
  }

  /** JSON texts that a field may have; an empty one lets it be missing. */
  void requireOneOf(String name, List<String> allowed) throws CheckpointFormatException {
    if (!allowed.contains(json.path(name).toString())) {
      throw wrong(name, String.join(" or ", allowed.stream().filter(t -> !t.isEmpty()).toList()));
    }
  }

  int whole(String name) throws CheckpointFormatException {
    JsonNode value = json.path(name);
    if (!value.isInt()) {
      throw wrong(name, "a whole number");
    }
    return value.asInt();
  }

  double number(String name, double otherwise) throws CheckpointFormatException {
    JsonNode value = json.path(name);
    if (!value.isNumber() && !value.isMissingNode()) {
      throw wrong(name, "a number");
    }
    return value.asDouble(otherwise);
  }

  boolean flag(String name) throws CheckpointFormatException {
    JsonNode value = json.path(name);
    if (!value.isBoolean() && !value.isMissingNode()) {
      throw wrong(name, "true or false");
    }
    return value.asBoolean(false);
  }

  /** A list of names; empty when it is missing. */
  List<String> names(String name) throws CheckpointFormatException {
    JsonNode value = json.path(name);
    if (!value.isArray() && !value.isMissingNode() && !value.isNull()) {
      throw wrong(name, "a list of names");
    }
    List<String> names = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isTextual()) {
        throw wrong(name, "a list of names");
      }
      names.add(item.asText());
    }
    return names;
  }

  CheckpointFormatException wrong(String name, String allowed) {
    JsonNode value = json.path(name);
    String got = value.isMissingNode() ? "nothing" : value.toString();
    return new CheckpointFormatException(file, name + ": must be " + allowed + ", got " + got);
  }
}
