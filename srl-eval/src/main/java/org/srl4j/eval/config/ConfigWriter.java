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
      return mapper.writeValueAsString(plain(settings));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("settings: cannot be written: " + settings, e);
    }
  }

  private static Object plain(Object value) {
    if (value instanceof Record record) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (Map.Entry<String, RecordComponent> entry :
          RecordBinder.components(record.getClass()).entrySet()) {
        fields.put(entry.getKey(), plain(RecordBinder.valueOf(entry.getValue(), record)));
      }
      return fields;
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(ConfigWriter::plain).orElse(null);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ConfigWriter::plain).toList();
    }
    return value instanceof Enum<?> constant ? KeyNames.of(constant) : value;
  }
}
