package org.srl4j.models.chat.jinja;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.srl4j.models.chat.jinja.token.TemplateException;

/** Whole templates on whole conversations, against texts that Jinja made. */
class ConversationTemplatesTest {
  private static final LocalDateTime DATE = LocalDateTime.of(2025, 7, 9, 0, 0);

  @TestFactory
  Stream<DynamicTest> everyConversationEqualsJinja() throws IOException {
    List<Map<String, Object>> conversations = Conversations.variables();
    List<Map<String, Object>> rows = Conversations.lines("conversations-golden.jsonl");
    assertEquals(Conversations.TEMPLATES.size() * conversations.size(), rows.size());
    return rows.stream()
        .map(
            row -> {
              int number = ((Long) row.get("conversation")).intValue();
              return DynamicTest.dynamicTest(
                  row.get("template") + " on " + number,
                  () -> check(row, conversations.get(number)));
            });
  }

  private static void check(Map<String, Object> row, Map<String, Object> variables)
      throws IOException {
    JinjaTemplate template =
        JinjaTemplate.of(Conversations.text("templates/" + row.get("template")));
    if (row.containsKey("error")) {
      assertThrows(TemplateException.class, () -> template.render(variables, DATE));
    } else {
      assertEquals(row.get("text"), template.render(variables, DATE));
    }
  }
}
