package org.srl4j.eval.cli.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;

/**
 * One line for {@code srl grade}.
 *
 * @param id as JSON, as it came
 * @param gold the gold answer
 * @param text the answer or the response
 * @param response whether the text is a response
 * @param dataName the data set's name, if the row has one
 */
record GradeRow(String id, String gold, String text, boolean response, Optional<String> dataName) {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Set<String> FIELDS = Set.of("id", "gold", "pred", "response", "data_name");
  private static final String SHAPE =
      "must be {\"id\": text or number, \"gold\": text, \"pred\" or \"response\": text}, but ";

  /**
   * Reads a line; fields that are null or not named in the record are passed over.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static GradeRow parse(String line) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException(SHAPE + "the line is no object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (FIELDS.contains(name) && value != JsonToken.VALUE_NULL) {
          fields.put(name, text(name, value, parser));
        }
        parser.skipChildren();
      }
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException(SHAPE + "more follows on the line");
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalStateException("reading a line in memory", e);
    }
    return of(fields);
  }

  /** A string's content or a number as written; an id keeps its quotes. */
  private static String text(String name, JsonToken value, JsonParser parser) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      String text = parser.getText();
      return name.equals("id") ? quoted(text) : text;
    }
    if (value != null && value.isNumeric()) {
      return parser.getText();
    }
    String kind = value == null ? "cut off" : value.name().toLowerCase(Locale.ROOT);
    throw new IllegalArgumentException(SHAPE + name + " is " + kind.replace("value_", ""));
  }

  private static GradeRow of(Map<String, String> fields) {
    for (String name : Set.of("id", "gold")) {
      if (!fields.containsKey(name)) {
        throw new IllegalArgumentException(SHAPE + name + " is missing");
      }
    }
    boolean response = fields.containsKey("response");
    if (response == fields.containsKey("pred")) {
      throw new IllegalArgumentException(
          SHAPE
              + (response ? "both pred and response are there" : "pred and response are missing"));
    }
    return new GradeRow(
        fields.get("id"),
        fields.get("gold"),
        fields.get(response ? "response" : "pred"),
        response,
        Optional.ofNullable(fields.get("data_name")));
  }

  private static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** The line that answers this one. */
  String graded(Grader grader) {
    Grade grade = response ? grader.gradeResponse(gold, text) : grader.gradeAnswer(gold, text);
    return "{\"id\":"
        + id
        + ",\"equivalent\":"
        + grade.equivalent()
        + ",\"unparsable\":"
        + grade.unparsable()
        + ",\"extracted\":"
        + grade.extracted().map(GradeRow::quoted).orElse("null")
        + ",\"rule\":"
        + quoted(grade.rule())
        + "}";
  }
}
