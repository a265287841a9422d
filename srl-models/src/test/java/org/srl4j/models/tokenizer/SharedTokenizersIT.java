package org.srl4j.models.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.testing.SharedData;
import org.srl4j.models.tokenizer.bytepair.BytePairTokenizer;
import org.srl4j.models.tokenizer.huggingface.NativeTokenizer;

/** Real vocabularies against the vectors of other implementations. */
class SharedTokenizersIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static Tokenizer load(String name) throws IOException {
    return Tokenizers.load(SharedData.file("tokenizers/" + name));
  }

  private static JsonNode json(String name) throws IOException {
    return MAPPER.readTree(SharedData.file("tokenizers/" + name).toFile());
  }

  private static List<JsonNode> lines(String name) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(SharedData.file("tokenizers/" + name))) {
      rows.add(MAPPER.readTree(line));
    }
    return rows;
  }

  private static int[] ids(JsonNode array) {
    int[] ids = new int[array.size()];
    Arrays.setAll(ids, i -> array.get(i).asInt());
    return ids;
  }

  @Test
  void qwenEqualsHuggingFaceBothWays() throws IOException {
    Tokenizer qwen = load("qwen2.5");
    List<JsonNode> rows = lines("qwen2.5/vectors_hf.jsonl");
    assertEquals(71, rows.size());
    for (JsonNode row : rows) {
      String text = row.path("text").asText();
      assertArrayEquals(ids(row.path("ids")), qwen.encode(text), text);
      String decoded = row.path("decoded").asText().replace("<|im_end|>", ""); // gives no text
      assertEquals(decoded, qwen.decode(ids(row.path("ids"))));
    }
  }

  @Test
  void theLibraryGivesQwensIdsToo(@TempDir Path folder) throws IOException {
    load("qwen2.5").save(folder);
    JsonNode root = MAPPER.readTree(folder.resolve("tokenizer.json").toFile());
    Tokenizer library = NativeTokenizer.read(folder, root);
    Tokenizer own = Tokenizers.load(folder);
    assertInstanceOf(BytePairTokenizer.class, own);
    for (JsonNode row : lines("qwen2.5/vectors_hf.jsonl")) {
      String text = row.path("text").asText();
      assertArrayEquals(ids(row.path("ids")), library.encode(text), text);
      assertArrayEquals(ids(row.path("ids")), own.encode(text), text);
      assertArrayEquals(own.encodePlain(text), library.encodePlain(text), text);
      assertEquals(own.decode(own.encode(text)), library.decode(own.encode(text)));
    }
  }

  @Test
  void llama2IsReadFromLlama2c() throws IOException {
    Tokenizer llama = load("llama2");
    JsonNode vectors = json("llama2/vectors.json");
    assertEquals(18, vectors.path("cases").size());
    for (JsonNode row : vectors.path("cases")) {
      String text = row.path("input").asText();
      int[] expected = ids(row.path("encoded").path("input_ids"));
      assertArrayEquals(expected, withBegin(llama, text), text);
      assertEquals(row.path("decoded_without_special").asText(), llama.decode(expected));
    }
    JsonNode own = vectors.path("llama2c").path("cases");
    assertEquals(5, own.size());
    for (JsonNode row : own) {
      assertArrayEquals(
          ids(row.path("ids")), withBegin(llama, row.path("text").asText()), row.toString());
    }
    JsonNode longText = json("llama2/encoded_long.json");
    String text = longText.path("text").asText();
    assertArrayEquals(ids(longText.path("token_ids")), withBegin(llama, text));
    assertEquals(text, llama.decode(llama.encode(text)));
  }

  private static int[] withBegin(Tokenizer llama, String text) {
    int[] ids = llama.encode(text);
    int[] all = new int[ids.length + 1];
    all[0] = llama.beginOfSequenceId().orElseThrow();
    System.arraycopy(ids, 0, all, 1, ids.length);
    return all;
  }

  @Test
  void theTokenizerBesideAModelIsFound() throws IOException {
    Path folder = SharedData.file("models/stories260K");
    assertEquals(512, Tokenizers.load(folder).vocabularySize());
  }
}
