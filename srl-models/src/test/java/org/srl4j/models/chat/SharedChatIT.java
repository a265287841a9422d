package org.srl4j.models.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.testing.SharedData;
import org.srl4j.models.tokenizer.Tokenizers;

/** Templates of real models against the renderings of transformers. */
class SharedChatIT {

  @Test
  void qwenEqualsTransformersAndGivesItsIds() throws IOException {
    Path folder = SharedData.file("tokenizers/qwen2.5");
    ChatTemplate template = ChatTemplate.load(folder);
    Tokenizer tokenizer = Tokenizers.load(folder);
    List<String> lines = Files.readAllLines(folder.resolve("chat_vectors.jsonl"));
    assertEquals(6, lines.size());
    for (String line : lines) {
      JsonNode row = new JsonMapper().readTree(line);
      String text =
          template.render(
              ConversationJson.read(row), row.path("add_generation_prompt").asBoolean());
      assertEquals(row.path("text").asText(), text);
      int[] ids = new JsonMapper().convertValue(row.path("ids"), int[].class);
      assertArrayEquals(ids, tokenizer.encode(text), text);
    }
  }

  @Test
  void verlsCharactersRefuseASystemMessage() throws IOException {
    ChatTemplate template = ChatTemplate.load(SharedData.file("models/tiny_llama_verl"));
    assertEquals("1,2", template.render(Conversation.of(ChatMessage.user("1,2")), true));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> template.render(Conversation.of(ChatMessage.system("x")), true));
    assertTrue(e.getMessage().contains("System role not supported"), e.getMessage());
  }
}
