package org.srl4j.eval.task.messages;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.models.chat.ConversationJson;

/** Reads rows to imitate, in the three layouts of TRL's SFT trainer. */
public final class MessageRows {
  /** The format's name in settings. */
  public static final String FORMAT = "messages";

  /** Where such files come from, for people. */
  public static final String ORIGIN =
      "your own conversations, or a data set of them in TRL's layouts";

  private MessageRows() {}

  /**
   * Reads a file: rows with {@code messages} (OpenAI's form, also with {@code tools}), with {@code
   * prompt} and {@code completion} (texts), or with {@code text}.
   *
   * @param file JSONL, a JSON list or Parquet
   * @param source hands out its rows
   * @param chat makes texts of conversations
   * @return at least one, in file order
   * @throws org.srl4j.core.prepare.MalformedDataException if a row has none of these fields or
   *     cannot be rendered; names file and line
   * @throws IllegalArgumentException if there is no row
   */
  public static List<Demonstration> read(Path file, JsonRow.Source source, ChatText chat) {
    List<Demonstration> rows = new ArrayList<>();
    source.read(file, row -> rows.add(demonstration(row, chat)));
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(file + ": no row");
    }
    return rows;
  }

  private static Demonstration demonstration(JsonRow row, ChatText chat) {
    String id = row.fileStem() + "-" + row.number();
    try {
      if (row.has("messages")) {
        return chat.of(id, ConversationJson.read(row.value()));
      }
      if (row.has("prompt")) {
        return ChatText.of(id, row.text("prompt"), row.text("completion"));
      }
      if (row.has("text")) {
        return ChatText.of(id, "", row.text("text"));
      }
    } catch (IllegalArgumentException e) {
      throw row.malformed(e.getMessage());
    }
    throw row.malformed(
        "a row needs messages, prompt and completion, or text; it has " + row.fieldNames());
  }
}
