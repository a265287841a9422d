package org.srl4j.eval.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes resolved settings with all their keys. Reading the text again with {@link ConfigLoader}
 * gives an equal record.
 */
public final class ConfigWriter {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final ObjectMapper YAML =
      YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build();

  private ConfigWriter() {}

  /**
   * Settings as JSON.
   *
   * @param settings a settings record
   * @return indented text; an empty optional component is null
   */
  public static String toJson(Record settings) {
    return write(JSON, settings) + "\n";
  }

  /**
   * Settings as YAML.
   *
   * @param settings a settings record
   * @return block style; an empty optional component is null
   */
  public static String toYaml(Record settings) {
    return write(YAML, settings);
  }

  private static String write(ObjectMapper mapper, Record settings) {
    try {
      return mapper.writeValueAsString(plain(settings, Choices.NONE));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("settings: cannot be written: " + settings, e);
    }
  }

  /**
   * Settings as single values, lists and maps.
   *
   * @param settings a settings record
   * @param choices how objects of interface types are named
   * @return by key, in order; an object that can be chosen has its name under {@code type}
   */
  public static Map<String, Object> plain(Record settings, Choices choices) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Map.Entry<String, RecordComponent> entry :
        RecordBinder.components(settings.getClass()).entrySet()) {
      Object value = RecordBinder.valueOf(entry.getValue(), settings);
      Class<?> declared = entry.getValue().getType();
      fields.put(
          entry.getKey(),
          choices.knows(declared) ? chosen(declared, value, choices) : plain(value, choices));
    }
    return fields;
  }

  private static Map<String, Object> chosen(Class<?> type, Object value, Choices choices) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(Choices.TYPE, choices.nameOf(type, value));
    if (value instanceof Record settings) {
      fields.putAll(plain(settings, choices));
    }
    return fields;
  }

  private static Object plain(Object value, Choices choices) {
    if (value instanceof Written own) {
      return own.written();
    }
    if (value instanceof Record record) {
      return plain(record, choices);
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(inner -> plain(inner, choices)).orElse(null);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> plain(item, choices)).toList();
    }
    return value instanceof Enum<?> constant ? KeyNames.of(constant) : value;
  }
}
