package org.srl4j.eval.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Reads a settings record: its {@code defaults()}, replaced by what a file names, replaced by what
 * the command line names.
 *
 * <p>Keys are the components' names in snake case ({@code groupSize} is {@code group_size}), dotted
 * for nested records: {@code methods.srl.group_size=8}. Components are int, long, double, boolean,
 * String, enums (constants in lower case), records, and {@code List} and {@code Optional} of these.
 * {@code null} empties an optional component; in an override a list is {@code 1,2} or {@code [1,
 * 2]}. A file's list replaces the default list; a record in a list, or in an optional component
 * that is empty by default, starts from the defaults of its own type.
 */
public final class ConfigLoader {
  private ConfigLoader() {}

  /**
   * Reads settings from a file and overrides.
   *
   * @param <T> the settings record
   * @param type has a static {@code defaults()} that returns {@code T}
   * @param file YAML or JSON
   * @param overrides each {@code --key=value} or {@code key=value}; they win over the file
   * @return the resolved settings
   * @throws ConfigException if a key is unknown or doubled, or a value is of the wrong kind or
   *     refused by its record
   * @throws IOException if the file cannot be read
   */
  public static <T extends Record> T load(Class<T> type, Path file, List<String> overrides)
      throws IOException {
    return bind(type, YamlReader.readFile(read(file), file.toString()), overrides);
  }

  /**
   * Reads settings from overrides alone.
   *
   * @param <T> the settings record
   * @param type has a static {@code defaults()} that returns {@code T}
   * @param overrides each {@code --key=value} or {@code key=value}
   * @return the resolved settings
   * @throws ConfigException as for a file
   */
  public static <T extends Record> T load(Class<T> type, List<String> overrides) {
    return bind(type, new ConfigNode.Mapping("settings", new LinkedHashMap<>()), overrides);
  }

  /**
   * Reads settings from a text.
   *
   * @param <T> the settings record
   * @param type has a static {@code defaults()} that returns {@code T}
   * @param text YAML or JSON
   * @param source where the text is from, for messages
   * @return the resolved settings
   * @throws ConfigException as for a file
   */
  public static <T extends Record> T parse(Class<T> type, String text, String source) {
    return parse(type, text, source, List.of());
  }

  /**
   * Reads settings from a text and overrides.
   *
   * @param <T> the settings record
   * @param type has a static {@code defaults()} that returns {@code T}
   * @param text YAML or JSON
   * @param source where the text is from, for messages
   * @param overrides each {@code key=value} or {@code --key=value}; they win over the text
   * @return the resolved settings
   * @throws ConfigException as for a file
   */
  public static <T extends Record> T parse(
      Class<T> type, String text, String source, List<String> overrides) {
    return bind(type, YamlReader.readFile(text, source), overrides);
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new ConfigException(file.toString(), "must be UTF-8 text", e);
    }
  }

  private static <T extends Record> T bind(
      Class<T> type, ConfigNode.Mapping root, List<String> overrides) {
    Overrides.apply(root, overrides);
    return type.cast(new RecordBinder(Choices.NONE).bind(RecordBinder.defaults(type), root, ""));
  }
}
