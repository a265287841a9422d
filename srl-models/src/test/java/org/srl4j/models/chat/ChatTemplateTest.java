package org.srl4j.models.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.models.io.CheckpointFormatException;

class ChatTemplateTest {
  private static final String PLAIN =
      "{% for m in messages %}{{ bos_token }}{{ m.role }}: {{ m.content }}\n{% endfor %}"
          + "{% if add_generation_prompt %}assistant:{% endif %}";

  @TempDir Path folder;

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private void config(String field, Object value) throws IOException {
    ObjectNode config = new JsonMapper().createObjectNode();
    config.set(field, new JsonMapper().valueToTree(value));
    write("tokenizer_config.json", config.toString());
  }

  private static Conversation said(String text) {
    return Conversation.of(ChatMessage.user(text));
  }

  @Test
  void specialTokensComeFromTheFolder() throws IOException {
    config("chat_template", PLAIN);
    write("special_tokens_map.json", "{\"bos_token\": {\"content\": \"<s>\"}}");
    ChatTemplate template = ChatTemplate.load(folder);
    assertEquals("<s>user: hi\nassistant:", template.render(said("hi"), true));
    assertEquals("<s>user: hi\n", template.render(said("hi"), false));
  }

  @Test
  void theJinjaFileWinsOverTheConfiguration() throws IOException {
    config("chat_template", PLAIN);
    write("chat_template.jinja", "{{ messages[0].content }}!");
    assertEquals("hi!", ChatTemplate.load(folder).render(said("hi"), true));
  }

  @Test
  void ofNamedTemplatesToolsChoose() throws IOException {
    config(
        "chat_template",
        List.of(
            Map.of("name", "default", "template", "d"),
            Map.of("name", "tool_use", "template", "{{ tools | length }}")));
    ChatTemplate template = ChatTemplate.load(folder);
    assertEquals("d", template.render(said("hi"), true));
    Conversation withTool =
        new Conversation(
            List.of(ChatMessage.user("hi")), Map.of("tools", List.of(Map.of("name", "f"))));
    assertEquals("1", template.render(withTool, true));
  }

  @Test
  void aFolderWithoutTemplateIsNamed() throws IOException {
    config("eos_token", "x");
    Exception e = assertThrows(CheckpointFormatException.class, () -> ChatTemplate.load(folder));
    assertTrue(e.getMessage().contains("tokenizer_config.json"), e.getMessage());
    assertTrue(e.getMessage().contains("chat_template"), e.getMessage());
  }

  @Test
  void aMalformedTemplateIsNamedWithItsLine() throws IOException {
    config("chat_template", "a\n{% nonsense %}");
    Exception e = assertThrows(CheckpointFormatException.class, () -> ChatTemplate.load(folder));
    assertTrue(e.getMessage().contains("chat_template: line 2: the tag 'nonsense'"), e.toString());
  }

  @Test
  void refusalsAreTheCallersFault() {
    ChatTemplate template =
        ChatTemplate.of("{{ raise_exception('System role not supported') }}", Map.of());
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> template.render(said("hi"), true));
    assertEquals("chat_template: System role not supported", e.getMessage());
  }

  @Test
  void conversationsAreReadFromJson() throws IOException {
    Conversation read =
        ConversationJson.read(
            new JsonMapper()
                .readTree(
                    """
                    {"messages": [
                      {"role": "user", "content": "go"},
                      {"role": "assistant", "content": null, "tool_calls": [
                        {"function": {"name": "f", "arguments": "{\\"n\\": 1, \\"x\\": [1.5]}"}}]}],
                     "tools": [{"name": "f"}]}
                    """));
    assertEquals(Map.of("tools", List.of(Map.of("name", "f"))), read.variables());
    Map<String, Object> call = read.messages().get(1).fields();
    assertEquals(
        List.of(Map.of("function", Map.of("name", "f", "arguments", "{\"n\": 1, \"x\": [1.5]}"))),
        call.get("tool_calls"));
    assertTrue(call.containsKey("content") && call.get("content") == null, call.toString());
    for (String bad :
        new String[] {
          "{}",
          "[]",
          "[1]",
          "[{\"role\": 1}]",
          "[{\"content\": \"x\"}]",
          "{\"messages\": [{\"role\": \"user\"}], \"tools\": [1]}",
          "{\"messages\": [{\"role\": \"user\"}], \"chat_template_kwargs\": 1}",
          "{\"messages\": [{\"role\": \"user\"}], \"continue_final_message\": true}"
        }) {
      assertThrows(
          IllegalArgumentException.class,
          () -> ConversationJson.read(new JsonMapper().readTree(bad)),
          bad);
    }
  }
}
