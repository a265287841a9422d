package org.srl4j.eval.cli.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.cli.Ran;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.tokenizer.bytepair.BytePairTokenizer;
import org.srl4j.models.tokenizer.bytepair.BytePairTrainer;
import org.srl4j.models.tokenizer.bytepair.SplitPattern;

/** tokenize, and generate with --chat, on bytes and two added tokens. */
class TokenizeCommandTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir static Path folder;

  private static BytePairTokenizer tokenizer;

  @BeforeAll
  static void savesAModel() throws IOException {
    tokenizer =
        new BytePairTrainer(262, 2, List.of("<s>", "</s>"), SplitPattern.GPT2)
            .train(List.of("hello"));
    DecoderConfig sizes =
        new DecoderConfig(
            tokenizer.vocabularySize(), 8, 16, 1, 2, 2, 4, 100, 1e-5, false, false, 64);
    PolicyModel.initialised(sizes, tokenizer, 1, 1).save(folder);
    Files.writeString(
        folder.resolve("chat_template.jinja"),
        "{% for m in messages %}<s>{{ m.role }}:{{ m.content }}</s>{% endfor %}"
            + "{% if tools %}{{ tools | tojson }}{% endif %}"
            + "{% if add_generation_prompt %}<s>{% endif %}");
  }

  private static Ran tokenize(String... more) {
    String[] args = new String[more.length + 3];
    System.arraycopy(new String[] {"tokenize", "--model", "" + folder}, 0, args, 0, 3);
    System.arraycopy(more, 0, args, 3, more.length);
    return Ran.command(args);
  }

  @Test
  void idsAndTextGoBothWays() {
    Ran ran = tokenize("--text", "a<s>\\n");
    assertEquals(0, ran.exitCode(), ran.err());
    // Added tokens come first: <pad> 0, <eos> 1, <s> 2, </s> 3; then bytes, printable ones from
    // '!'.
    int a = 4 + 'a' - '!';
    assertTrue(ran.out().startsWith(a + " 2 "), ran.out());
    assertEquals(5, tokenize("--plain", "--text", "a<s>\\n").out().strip().split(" ").length);
    Ran back = tokenize("--decode", "--text", ran.out().strip());
    assertEquals("a<s>\n", back.out().replace(System.lineSeparator(), "\n").substring(0, 5));
  }

  @Test
  void chatIsRenderedAndTokenized() throws IOException {
    Ran ran = tokenize("--chat", "--system", "s", "--text", "hi", "--json");
    assertEquals(0, ran.exitCode(), ran.err());
    JsonNode row = MAPPER.readTree(ran.out());
    String text = "<s>system:s</s><s>user:hi</s><s>";
    assertEquals(text, row.get("text").asText());
    assertEquals(MAPPER.valueToTree(tokenizer.encode(text)), row.get("ids"));
  }

  @Test
  void aWholeConversationIsReadFromAFile(@TempDir Path other) throws IOException {
    Path file = other.resolve("chat.json");
    Files.writeString(
        file,
        "{\"messages\": [{\"role\": \"user\", \"content\": \"q\"}], \"tools\": [{\"name\": \"f\"}],"
            + " \"add_generation_prompt\": false}");
    Ran ran = tokenize("--messages", "" + file, "--json");
    assertEquals(0, ran.exitCode(), ran.err());
    assertEquals(
        "<s>user:q</s>[{\"name\": \"f\"}]", MAPPER.readTree(ran.out()).get("text").asText());
  }

  @Test
  void wrongUseIsNamed() {
    Ran ran = tokenize("--text", "x", "--system", "s");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("--system: needs --chat"), ran.err());
    Ran words = tokenize("--decode", "--text", "1 x");
    assertEquals(2, words.exitCode());
    assertTrue(words.err().contains("got 'x'"), words.err());
  }

  @Test
  void generateContinuesTheRenderedChat() throws IOException {
    String rendered = "<s>user:hi</s><s>";
    String plain = generate("--prompt", rendered);
    assertEquals(plain, generate("--prompt", "hi", "--chat"));
    assertTrue(!plain.equals(generate("--prompt", "hi")), plain);
  }

  private static String generate(String... more) {
    String[] args = new String[more.length + 7];
    String[] head = {
      "generate", "--model", "" + folder, "--seed=3", "--max-new-tokens=20", "--threads=1", "--json"
    };
    System.arraycopy(head, 0, args, 0, head.length);
    System.arraycopy(more, 0, args, head.length, more.length);
    Ran ran = Ran.command(args);
    assertEquals(0, ran.exitCode(), ran.err());
    return ran.out();
  }
}
