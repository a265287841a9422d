package org.srl4j.eval.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Turns records into JSON and back.
 *
 * <p>NaN is written as {@code null} and {@code null} read as NaN. Reading is strict: an unknown or
 * missing field is an error.
 */
public final class StrictJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .addModule(nanAsNull())
          .build();

  private StrictJson() {}

  /**
   * Writes a record as indented JSON.
   *
   * @param report of plain records
   * @return JSON text, ends in a newline
   */
  public static String write(Record report) {
    try {
      return MAPPER.writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      throw new AssertionError("plain records did not serialise", e);
    }
  }

  /**
   * Reads a record.
   *
   * @param <T> the record
   * @param file JSON
   * @param type of the record
   * @param what the file should be, for messages, e.g. {@code a report of schema version 1}
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is something else; the message names the file and the
   *     line or the field
   */
  public static <T extends Record> T read(Path file, Class<T> type, String what)
      throws IOException {
    return read(file, type, what, UnaryOperator.identity());
  }

  /**
   * Reads a record that earlier versions wrote in another form.
   *
   * @param <T> the record
   * @param file JSON
   * @param type of the record
   * @param what the file should be, for messages
   * @param older makes the text of today's form of that of an earlier one; other texts stay
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException as {@link #read(Path, Class, String)}
   */
  public static <T extends Record> T read(
      Path file, Class<T> type, String what, UnaryOperator<String> older) throws IOException {
    String text = older.apply(Files.readString(file));
    try {
      T record = MAPPER.readValue(text, type);
      if (record == null) {
        throw new IllegalArgumentException(file + ": not " + what + ": holds null");
      }
      return record;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + place(e) + ": not " + what + ": " + e.getOriginalMessage(), e);
    }
  }

  /** The line of a syntax error; the field of a wrong one, whose line the parser has passed. */
  private static String place(JsonProcessingException e) {
    if (e instanceof JsonMappingException mapping) {
      List<String> path = new ArrayList<>();
      for (Reference step : mapping.getPath()) {
        path.add(step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName());
      }
      return path.isEmpty() ? "" : " at " + String.join("/", path);
    }
    return e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
  }

  private static SimpleModule nanAsNull() {
    return new SimpleModule()
        .addSerializer(Double.class, new NanAsNull())
        .addSerializer(double.class, new NanAsNull())
        .addDeserializer(Double.class, new NullAsNan())
        .addDeserializer(double.class, new NullAsNan());
  }

  private static final class NanAsNull extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;

    NanAsNull() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (value.isNaN()) {
        json.writeNull();
      } else {
        json.writeNumber(value);
      }
    }
  }

  private static final class NullAsNan extends StdDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    NullAsNan() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return json.getDoubleValue();
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }
}
