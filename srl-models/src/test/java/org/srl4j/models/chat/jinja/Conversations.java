package org.srl4j.models.chat.jinja;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Own templates of the kinds that model families have, and ten conversations. */
final class Conversations {
  static final List<String> TEMPLATES =
      List.of("alternate.jinja", "date.jinja", "marked.jinja", "schema.jinja", "turns.jinja");

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  private Conversations() {}

  static String text(String resource) throws IOException {
    try (InputStream file = Conversations.class.getResourceAsStream(resource)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The lines after the first, which says what the file is. */
  static List<Map<String, Object>> lines(String resource) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    String[] lines = text(resource).split("\n");
    for (int i = 1; i < lines.length; i++) {
      rows.add(MAPPER.readValue(lines[i], new TypeReference<>() {}));
    }
    return rows;
  }

  /** The variables of each conversation, as apply_chat_template hands them on. */
  static List<Map<String, Object>> variables() throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Map<String, Object> conversation : lines("conversations.jsonl")) {
      Map<String, Object> variables = new LinkedHashMap<>();
      variables.put("bos_token", "<s>");
      variables.put("eos_token", "</s>");
      variables.put("tools", null);
      variables.put("documents", null);
      variables.put("add_generation_prompt", true);
      variables.putAll(conversation);
      all.add(variables);
    }
    return all;
  }
}
