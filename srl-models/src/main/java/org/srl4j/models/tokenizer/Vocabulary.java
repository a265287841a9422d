package org.srl4j.models.tokenizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A closed list of tokens; a token's id is its place in the list. */
final class Vocabulary {
  /** Fills rows of a batch. */
  static final String PADDING = "<pad>";

  /** Ends a sequence. */
  static final String END_OF_SEQUENCE = "<eos>";

  /** Stands for a character outside the vocabulary. */
  static final String UNKNOWN = "<unk>";

  private final List<String> tokens;
  private final Map<String, Integer> ids;

  Vocabulary(List<String> tokens) {
    this.tokens = List.copyOf(tokens);
    this.ids = new HashMap<>();
    for (int id = 0; id < tokens.size(); id++) {
      String token = tokens.get(id);
      if (token.isEmpty()) {
        throw new IllegalArgumentException(
            "vocabulary: every token needs a text, token " + id + " has none");
      }
      Integer earlier = ids.putIfAbsent(token, id);
      if (earlier != null) {
        throw new IllegalArgumentException(
            "vocabulary: tokens must differ, got '" + token + "' as " + earlier + " and " + id);
      }
    }
  }

  int size() {
    return tokens.size();
  }

  List<String> tokens() {
    return tokens;
  }

  /** The token's id, or null. */
  Integer find(String token) {
    return ids.get(token);
  }

  /** The id of a token that must be there. */
  int require(String token) {
    Integer id = ids.get(token);
    if (id == null) {
      throw new IllegalArgumentException(
          "vocabulary: needs the token " + token + ", got " + size() + " tokens without it");
    }
    return id;
  }

  /** The token of an id. */
  String token(int id) {
    if (id < 0 || id >= tokens.size()) {
      throw new IllegalArgumentException(
          "tokenIds: must be from 0 to " + (tokens.size() - 1) + ", got " + id);
    }
    return tokens.get(id);
  }
}
