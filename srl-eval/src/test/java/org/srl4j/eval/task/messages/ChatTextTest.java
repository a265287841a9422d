package org.srl4j.eval.task.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.prepare.MalformedDataException;
import org.srl4j.eval.rows.DataRows;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.TextSegment;
import org.srl4j.models.chat.ChatMessage;
import org.srl4j.models.chat.ChatTemplate;
import org.srl4j.models.chat.Conversation;

class ChatTextTest {
  private static final String QWEN =
      "{% for m in messages %}{{ '[' + m.role + ']' + m.content + '<end>\n' }}{% endfor %}"
          + "{% if add_generation_prompt %}{{ '[assistant]' }}{% endif %}";
  private static final String FORGETS_THOUGHTS =
      "{% for m in messages %}{{ '[' + m.role + ']' }}"
          + "{% if loop.last %}{{ m.content }}{% else %}{{ m.content.split('</think>')[-1] }}"
          + "{% endif %}{{ '<end>\n' }}{% endfor %}"
          + "{% if add_generation_prompt %}{{ '[assistant]' }}{% endif %}";

  @TempDir private Path folder;

  private static ChatText chat(String template) {
    return new ChatText(Optional.of(ChatTemplate.of(template, Map.of())), "<end>");
  }

  private static Conversation twoTurns() {
    return Conversation.of(
        ChatMessage.system("s"),
        ChatMessage.user("1+1?"),
        ChatMessage.assistant("<think>x</think>2"),
        ChatMessage.user("2+2?"),
        ChatMessage.assistant("4"));
  }

  @Test
  void whatTheAssistantSaysCountsWithTheEndsOfItsTurns() {
    Demonstration shown = chat(QWEN).of("r", twoTurns());
    assertEquals(
        List.of(
            new TextSegment("[system]s<end>\n[user]1+1?<end>\n[assistant]", false),
            new TextSegment("<think>x</think>2<end>", true),
            new TextSegment("\n[user]2+2?<end>\n[assistant]", false),
            new TextSegment("4", true)), // its end is added when it is tokenised
        shown.segments());
  }

  @Test
  void aTemplateThatChangesEarlierTurnsIsRefused() {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class, () -> chat(FORGETS_THOUGHTS).of("r", twoTurns()));
    assertTrue(refused.getMessage().contains("changes what it wrote"), refused.getMessage());
  }

  @Test
  void aConversationNeedsAnAssistantAndATemplate() {
    Conversation question = Conversation.of(ChatMessage.user("?"));
    assertThrows(IllegalArgumentException.class, () -> chat(QWEN).of("r", question));
    ChatText none = new ChatText(Optional.empty(), "<end>");
    assertThrows(IllegalArgumentException.class, () -> none.of("r", twoTurns()));
  }

  @Test
  void threeLayoutsAreReadAndAFourthIsNamed() throws IOException {
    Path file = folder.resolve("rows.jsonl");
    Files.writeString(
        file,
        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
            + "{\"role\":\"assistant\",\"content\":\"b\"}]}\n"
            + "{\"prompt\":\"p\",\"completion\":\"c\"}\n{\"text\":\"t\"}\n");
    List<Demonstration> rows = MessageRows.read(file, DataRows::read, chat(QWEN));
    assertEquals("[user]a<end>\n[assistant]b", rows.get(0).text());
    assertEquals(
        List.of(new TextSegment("p", false), new TextSegment("c", true)), rows.get(1).segments());
    assertEquals(List.of(new TextSegment("t", true)), rows.get(2).segments());
    Files.writeString(file, "{\"text\":\"t\"}\n{\"question\":\"p\"}\n");
    Exception odd =
        assertThrows(
            MalformedDataException.class, () -> MessageRows.read(file, DataRows::read, chat(QWEN)));
    assertTrue(odd.getMessage().contains("rows.jsonl:2"), odd.getMessage());
    assertTrue(odd.getMessage().contains("it has [question]"), odd.getMessage());
  }
}
