package org.srl4j.models.io;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * JSON files, read strictly: duplicate keys, text after the value and, for records and classes,
 * unknown keys are errors. A record that reads other tools' files opts out with {@code
 * JsonIgnoreProperties}. Thread-safe.
 */
public final class JsonFiles {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(100).maxStringLength(1 << 28).build());
  }

  private JsonFiles() {}

  /**
   * Reads a file.
   *
   * @param <T> the value's type
   * @param file the file
   * @param type what it holds; {@code JsonNode} for any JSON
   * @return the value
   * @throws CheckpointFormatException if the text is not valid JSON of that type; names file and
   *     line
   * @throws IOException if the file cannot be read
   */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    try {
      T value = MAPPER.readValue(Files.readString(file), type);
      if (value == null) {
        throw new CheckpointFormatException(file, "holds null, must hold a value");
      }
      return value;
    } catch (CharacterCodingException e) {
      throw new CheckpointFormatException(file, "must be UTF-8 text", e);
    } catch (JsonProcessingException e) {
      JsonLocation location = e.getLocation();
      String line = location == null ? "" : "line " + location.getLineNr() + ": ";
      throw new CheckpointFormatException(file, line + e.getOriginalMessage(), e);
    }
  }

  /**
   * Writes a file in one piece, indented, with a final newline.
   *
   * @param file the file to write or replace
   * @param value anything Jackson can write
   * @throws IOException if the file cannot be written; the old file is then still there
   */
  public static void write(Path file, Object value) throws IOException {
    String json =
        MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value) + "\n";
    AtomicFiles.write(
        file, temporary -> Files.writeString(temporary, json, StandardCharsets.UTF_8));
  }
}
