package org.srl4j.models.tokenizer.bytepair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.testing.SharedData;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFiles;
import org.srl4j.models.tokenizer.TokenizerContract;
import org.srl4j.models.tokenizer.Tokenizers;
import org.srl4j.models.tokenizer.huggingface.NativeTokenizer;

class BytePairTokenizerTest extends TokenizerContract {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final URL EDGE_CASES =
      BytePairTokenizerTest.class.getResource("huggingface_edge.jsonl");
  private static final List<String> TEXTS =
      List.of(
          "<think> comp : 487 </think> 1. comp rot -> 874\n",
          "it's  two\t\tblanks \n\n and a\u00A0hard one   ",
          "\uD83D\uDE00 naïve 中文 \u0000\u007F\u00AD",
          "<thin k> < think> <think><think>");

  private final BytePairTokenizer tokenizer =
      new BytePairTrainer(300, 1, List.of("<think>", "</think>"), SplitPattern.GPT2).train(TEXTS);

  @Override
  protected BytePairTokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  protected List<String> texts() {
    return TEXTS;
  }

  @Test
  void addedTokensAreMatchedFirst() {
    int[] ids = tokenizer.encode("<think><think></think>");
    assertArrayEquals(new int[] {2, 2, 3}, ids);
    assertArrayEquals(new int[] {0, 1, 2}, tokenizer.encode("<pad><eos><think>"));
    assertEquals("<think>", tokenizer.decode(new int[] {0, 1, 2}));
  }

  @Test
  void leftmostOfTheLowestMergesIsAppliedFirst() {
    // Merges: 0 "a a", 1 "aa b". aaab: the leftmost aa is joined, [aa, a, b]; "aa b" does not
    // apply to "aa a". aab gives [aab]. Ids: 2 special, 256 bytes with a = 2 + 64, b = 2 + 65
    // (bytes from '!' = 33 on come first: a is 97 - 33 = 64), then aa = 258, aab = 259.
    BytePairVocabulary vocabulary =
        BytePairVocabulary.ofMerges(
            List.of("<pad>", "<eos>"),
            List.of(
                new BytePairVocabulary.Merge("a", "a"), new BytePairVocabulary.Merge("aa", "b")),
            List.of());
    BytePairTokenizer small =
        new BytePairTokenizer(vocabulary, SplitPattern.GPT2, "<eos>", "<pad>");
    assertArrayEquals(new int[] {258, 66, 67}, small.encode("aaab"));
    assertArrayEquals(new int[] {259}, small.encode("aab"));
    assertArrayEquals(new int[] {258, 258, 66}, small.encode("aaaaa"));
  }

  @Test
  void halfACharacterDecodesToTheReplacement() {
    int[] ids = tokenizer.encode("é"); // c3 a9; trained without é, so two tokens
    assertEquals(2, ids.length);
    assertEquals("\uFFFD", tokenizer.decode(new int[] {ids[0]}));
  }

  @Test
  void halfASurrogatePairIsRefused() {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> tokenizer.encode("ab\uD83D c"));
    assertEquals("text: half a surrogate pair, U+D83D, at position 2", e.getMessage());
  }

  @Test
  void endTokenMustBeAnAddedToken() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new BytePairTokenizer(tokenizer.vocabulary(), SplitPattern.GPT2, "</s>", "<pad>"));
    assertTrue(e.getMessage().startsWith("endOfSequence: must be one of the added tokens ["));
  }

  @Test
  void everyVectorOfGpt2IsMet() throws IOException {
    Path folder = SharedData.file("tokenizers/gpt2");
    BytePairTokenizer gpt2 = MergesFolder.read(folder);
    assertEquals(50257, gpt2.vocabularySize());
    JsonNode cases = JsonFiles.read(folder.resolve("vectors.json"), JsonNode.class).path("cases");
    assertEquals(18, cases.size());
    for (JsonNode vector : cases) {
      String text = vector.path("input").asText();
      assertArrayEquals(ids(vector.path("encoded").path("input_ids")), gpt2.encode(text), text);
      assertEquals(text, gpt2.decode(gpt2.encode(text)));
    }
    JsonNode text = JsonFiles.read(folder.resolve("encoded_long.json"), JsonNode.class);
    assertArrayEquals(ids(text.path("token_ids")), gpt2.encode(text.path("text").asText()));
    assertEdgeCases("gpt2", gpt2);
  }

  @Test
  void everyVectorOfQwenIsMet() throws IOException {
    Path folder = SharedData.file("tokenizers/qwen2.5");
    BytePairTokenizer qwen = qwen(folder);
    assertEquals(151665, qwen.vocabularySize());
    JsonNode vectors =
        JsonFiles.read(folder.resolve("vectors_llamacpp.json"), JsonNode.class).path("cases");
    assertEquals(43, vectors.size());
    for (JsonNode vector : vectors) {
      String text = vector.path("text").asText();
      assertArrayEquals(ids(vector.path("ids")), qwen.encode(text), text);
    }
    for (JsonNode vector : lines(folder.resolve("vectors_hf.jsonl"))) {
      String text = vector.path("text").asText();
      assertArrayEquals(ids(vector.path("ids")), qwen.encode(text), text);
      assertEquals(vector.path("decoded").asText(), qwen.decode(qwen.encode(text)));
    }
    assertEdgeCases("qwen2.5", qwen);
  }

  /** Compares with the golden file; its first line says what made it. */
  private static void assertEdgeCases(String name, BytePairTokenizer tokenizer) throws IOException {
    List<JsonNode> lines = lines(Path.of(EDGE_CASES.getPath()));
    for (JsonNode line : lines.subList(1, lines.size())) {
      String text = line.path("text").asText();
      assertArrayEquals(ids(line.path(name)), tokenizer.encode(text), text);
    }
  }

  @Test
  void otherPipelinesGoToTheLibrary(@TempDir Path folder) throws IOException {
    tokenizer.save(folder);
    ObjectNode root = (ObjectNode) JsonFiles.read(folder.resolve("tokenizer.json"), JsonNode.class);
    assertTrue(BytePairJson.understands(root));
    root.putObject("normalizer").put("type", "Lowercase");
    JsonFiles.write(folder.resolve("tokenizer.json"), root);
    Tokenizer library = Tokenizers.load(folder);
    assertInstanceOf(NativeTokenizer.class, library);
    assertArrayEquals(tokenizer.encode("ab"), library.encode("AB"));
  }

  @Test
  void theLibraryGivesTheSameIds(@TempDir Path folder) throws IOException {
    tokenizer.save(folder);
    JsonNode root = JsonFiles.read(folder.resolve("tokenizer.json"), JsonNode.class);
    Tokenizer library = NativeTokenizer.read(folder, root);
    for (String text : TEXTS) {
      assertArrayEquals(tokenizer.encode(text), library.encode(text));
      assertArrayEquals(tokenizer.encodePlain(text), library.encodePlain(text));
      assertEquals(text, library.decode(tokenizer.encode(text)));
    }
    assertEquals(tokenizer.vocabularySize(), library.vocabularySize());
    assertEquals(tokenizer.endOfSequenceId(), library.endOfSequenceId());
  }

  @Test
  void aPlainTextHasNoAddedTokens() {
    assertEquals(1, tokenizer.encode("<think>").length);
    int[] plain = tokenizer.encodePlain("<think>");
    assertTrue(plain.length > 1);
    assertEquals("<think>", tokenizer.decode(plain));
  }

  @Test
  void idsWithGapsOrTwiceAreRefused(@TempDir Path folder) throws IOException {
    tokenizer.save(folder);
    ObjectNode root = (ObjectNode) JsonFiles.read(folder.resolve("tokenizer.json"), JsonNode.class);
    ((ObjectNode) root.path("model").path("vocab")).put("zz", 1000);
    assertRefused(folder, root, "ids: must be 0 to V-1 without a gap, got none for id 300");
    ((ObjectNode) root.path("model").path("vocab")).put("zz", 299);
    assertRefused(folder, root, "id 299: must have one token, got '");
  }

  private static void assertRefused(Path folder, JsonNode root, String fault) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    JsonFiles.write(file, root);
    Exception e = assertThrows(CheckpointFormatException.class, () -> Tokenizers.load(folder));
    assertTrue(e.getMessage().startsWith(file + ": " + fault), e.getMessage());
  }

  @Test
  void qwenPatternSurvivesSaving(@TempDir Path folder) throws IOException {
    BytePairTokenizer saved =
        new BytePairTokenizer(tokenizer.vocabulary(), SplitPattern.QWEN2, "<eos>", "<eos>");
    saved.save(folder);
    BytePairTokenizer loaded = (BytePairTokenizer) Tokenizers.load(folder);
    assertEquals(SplitPattern.QWEN2, loaded.splitPattern());
    assertEquals(saved.vocabulary(), loaded.vocabulary());
    assertEquals(1, loaded.paddingId());
  }

  /** Ends and pads with a token that no vector holds, so that every text decodes to itself. */
  private static BytePairTokenizer qwen(Path folder) throws IOException {
    BytePairTokenizer read = MergesFolder.read(folder);
    return new BytePairTokenizer(
        read.vocabulary(), read.splitPattern(), "<|vision_pad|>", "<|vision_pad|>");
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(MAPPER.readTree(line));
    }
    return lines;
  }

  private static int[] ids(JsonNode list) {
    int[] ids = new int[list.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = list.get(i).intValue();
    }
    return ids;
  }
}
