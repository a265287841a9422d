package org.srl4j.eval.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.srl4j.core.prepare.JsonRow;

/**
 * The question of each row: a text, or a conversation as verl's data sets have it, of which the
 * only user's message is asked. The system's messages are left out and counted, because the task
 * has its own.
 */
final class AskedText {
  private int withSystem;
  private long firstLine;

  /**
   * The question of a row.
   *
   * @param column where it stands
   * @throws org.srl4j.core.prepare.MalformedDataException if it is neither a text nor a
   *     conversation with one message of a user and no answer
   */
  String question(JsonRow row, String column) {
    JsonNode value = row.at(column).orElse(null);
    if (value == null || !value.isArray()) {
      return row.text(column);
    }
    int asked = -1;
    boolean system = false;
    for (int i = 0; i < value.size(); i++) {
      String role = value.path(i).path("role").asText("");
      boolean isUser = role.equals("user");
      system |= role.equals("system");
      if (isUser && asked >= 0 || !isUser && !role.equals("system")) {
        throw row.malformed(
            column
                + ": must be a text, or messages of which one is the user's and none an answer, got"
                + " role \""
                + role
                + "\" in message "
                + i
                + "; name the right one, e.g. "
                + column
                + ".0.content");
      }
      asked = isUser ? i : asked;
    }
    if (asked < 0) {
      throw row.malformed(column + ": holds no message of the role user");
    }
    if (system && withSystem++ == 0) {
      firstLine = row.line();
    }
    return row.text(column + "." + asked + ".content");
  }

  /** What a reader of the figures must know. */
  Optional<String> warning() {
    return withSystem == 0
        ? Optional.empty()
        : Optional.of(
            "The system message of "
                + withSystem
                + " rows, first in line "
                + firstLine
                + ", is not asked; prompt.system in the task's YAML is.");
  }
}
