package org.srl4j.models.tokenizer.bytepair;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.srl4j.models.io.CheckpointFormatException;

/** Collects tokens with their ids from a file and checks that the ids are 0..V-1. */
final class TokenIds {
  private final Path file;
  private final TreeMap<Integer, String> tokens = new TreeMap<>();

  TokenIds(Path file) {
    this.file = file;
  }

  /** Adds an object token → id. */
  void addAll(JsonNode object) throws CheckpointFormatException {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      add(field.getKey(), field.getValue());
    }
  }

  /** Adds a token; the same token with the same id may come twice. */
  void add(String token, JsonNode id) throws CheckpointFormatException {
    if (!id.isInt() || id.intValue() < 0) {
      throw new CheckpointFormatException(
          file, "id of token '" + token + "': must be a whole number from 0, got " + id);
    }
    String earlier = tokens.putIfAbsent(id.intValue(), token);
    if (earlier != null && !earlier.equals(token)) {
      throw new CheckpointFormatException(
          file, "id " + id + ": must have one token, got '" + earlier + "' and '" + token + "'");
    }
  }

  /** The tokens in the order of their ids. */
  List<String> ordered() throws CheckpointFormatException {
    if (tokens.isEmpty() || tokens.lastKey() != tokens.size() - 1) {
      int missing = 0;
      while (tokens.containsKey(missing)) {
        missing++;
      }
      throw new CheckpointFormatException(
          file, "ids: must be 0 to V-1 without a gap, got none for id " + missing);
    }
    return Arrays.asList(tokens.values().toArray(new String[0]));
  }
}
