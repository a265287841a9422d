package org.srl4j.models.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFiles;

/**
 * The small form of {@code tokenizer.json}: type, tokens in the order of their ids, and whether
 * unknown characters are mapped.
 */
record TokenizerFile(String type, List<String> vocabulary, boolean mapUnknown) {
  static final String WORD = "word";
  static final String CHARACTER = "char";

  static void write(Path folder, TokenizerFile content) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", content.type);
    fields.put("map_unknown", content.mapUnknown);
    fields.put("vocabulary", content.vocabulary);
    JsonFiles.write(folder.resolve(CheckpointFolder.TOKENIZER), fields);
  }

  /** Reads the fields from a parsed file; {@code file} is named in errors. */
  static TokenizerFile of(Path file, JsonNode root) throws CheckpointFormatException {
    List<String> vocabulary = new ArrayList<>();
    for (JsonNode token : root.path("vocabulary")) {
      if (!token.isTextual()) {
        throw new CheckpointFormatException(file, "vocabulary: must hold strings, got " + token);
      }
      vocabulary.add(token.textValue());
    }
    return new TokenizerFile(
        root.path("type").asText(), vocabulary, root.path("map_unknown").asBoolean(false));
  }
}
