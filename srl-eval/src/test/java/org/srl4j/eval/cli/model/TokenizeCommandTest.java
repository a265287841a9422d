package org.srl4j.eval.cli.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  /**
   * What transformers' decode gives: special tokens by their names, unless they are to be skipped.
   */
  @Test
  void aRenderedConversationComesBack(@TempDir Path other) throws IOException {
    Path file = other.resolve("chat.json");
    Files.writeString(
        file, "{\"messages\": [{\"role\": \"user\", \"content\": \"a<eos>b<pad>\"}]}");
    JsonNode row = MAPPER.readTree(tokenize("--messages", "" + file, "--json").out());
    assertEquals("<s>user:a<eos>b<pad></s><s>", row.get("text").asText());
    String ids = row.get("ids").toString().replaceAll("[\\[\\]]", "");
    Ran back = tokenize("--decode", "--text", ids);
    assertEquals(row.get("text").asText(), back.out().strip());
    Ran skipped = tokenize("--decode", "--no-special-tokens", "--text", ids);
    assertEquals("<s>user:ab</s><s>", skipped.out().strip(), "<s> is an added token, no mark");
  }

  @Test
  void aTextGetsTheMarksThatItsTokenizerAdds(@TempDir Path other) throws IOException {
    tokenizer.save(other);
    Path file = other.resolve("tokenizer_config.json");
    ObjectNode config = (ObjectNode) MAPPER.readTree(file.toFile());
    config.put("bos_token", "<s>").put("add_bos_token", true).put("add_eos_token", true);
    MAPPER.writeValue(file.toFile(), config);
    Files.copy(folder.resolve("chat_template.jinja"), other.resolve("chat_template.jinja"));
    int a = 4 + 'a' - '!';
    assertEquals("2 " + a + " 1", of(other, "--text", "a"));
    assertEquals("" + a, of(other, "--no-special-tokens", "--text", "a"));
    assertEquals("<s>a<eos>", of(other, "--decode", "--text", "2 " + a + " 1"));
    String chat = of(other, "--chat", "--text", "a");
    assertTrue(chat.startsWith("2 ") && !chat.startsWith("2 2 "), "one beginning: " + chat);
  }

  private static String of(Path model, String... more) {
    List<String> args = new ArrayList<>(List.of("tokenize", "--model", "" + model));
    args.addAll(List.of(more));
    Ran ran = Ran.command(args.toArray(String[]::new));
    assertEquals(0, ran.exitCode(), ran.err());
    return ran.out().strip();
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

  /** The text of a conversation through a template of its own. */
  private static Ran rendered(Path other, String template, String chat, String... more)
      throws IOException {
    Path own = Files.createDirectory(other.resolve("model"));
    for (String name : List.of("tokenizer.json", "tokenizer_config.json")) {
      if (Files.exists(folder.resolve(name))) {
        Files.copy(folder.resolve(name), own.resolve(name));
      }
    }
    Files.writeString(own.resolve("chat_template.jinja"), template);
    Path file = Files.writeString(other.resolve("chat.json"), chat);
    List<String> args =
        new ArrayList<>(
            List.of("tokenize", "--model", "" + own, "--messages", "" + file, "--json"));
    args.addAll(List.of(more));
    return Ran.command(args.toArray(new String[0]));
  }

  @Test
  void everyFieldAndVariableReachesTheTemplateAsItIs(@TempDir Path other) throws IOException {
    Ran ran =
        rendered(
            other,
            "{{ messages | tojson }}{{ enable_thinking }}{{ tools }}{{ documents[0].text }}{{ x }}"
                + "{{ effort }}",
            "{\"messages\": [{\"role\": \"assistant\", \"name\": \"n\", \"content\": null,"
                + " \"reasoning_content\": \"r\", \"tool_calls\": [{\"function\": {\"arguments\":"
                + " \"{}\"}}], \"own\": 12345678901234567890}], \"tools\": [], \"enable_thinking\":"
                + " false, \"chat_template_kwargs\": {\"x\": 1.0},"
                + " \"documents\": [{\"text\": \"d\"}]}",
            "--chat-kwarg",
            "effort=high",
            "--chat-kwarg",
            "typo=1");
    assertEquals(0, ran.exitCode(), ran.err());
    assertEquals(
        "[{\"role\": \"assistant\", \"name\": \"n\", \"content\": null, \"reasoning_content\": \"r\","
            + " \"tool_calls\": [{\"function\": {\"arguments\": \"{}\"}}],"
            + " \"own\": 12345678901234567890}]False[]d1.0high",
        MAPPER.readTree(ran.out()).get("text").asText());
    assertTrue(ran.err().contains("the chat template never names 'typo'"), ran.err());
  }

  @Test
  void theDateIsTodaysAndSaidOrTheOneGiven(@TempDir Path other, @TempDir Path third)
      throws IOException {
    String template = "{{ strftime_now('%d %b %Y %H:%M') }}";
    String chat = "[{\"role\": \"user\", \"content\": \"q\"}]";
    Ran given = rendered(other, template, chat, "--chat-date", "2024-02-29T09:05");
    assertEquals("29 Feb 2024 09:05", MAPPER.readTree(given.out()).get("text").asText());
    assertEquals("", given.err());
    LocalDate before = LocalDate.now();
    Ran today = rendered(third, template, chat);
    String text = MAPPER.readTree(today.out()).get("text").asText();
    DateTimeFormatter form = DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm", Locale.ENGLISH);
    LocalDate shown = LocalDateTime.parse(text, form).toLocalDate();
    assertTrue(shown.equals(before) || shown.equals(LocalDate.now()), text);
    assertTrue(today.err().contains("which is " + shown + " today; fix it with"), today.err());
  }

  @Test
  void wrongChatOptionsAreNamed() throws IOException {
    Ran date = tokenize("--chat", "--text", "x", "--chat-date", "9.7.2025");
    assertEquals(2, date.exitCode());
    assertTrue(date.err().contains("--chat-date: must be a date such as"), date.err());
    Ran key = tokenize("--chat", "--text", "x", "--chat-kwarg", "messages=[]");
    assertEquals(2, key.exitCode());
    assertTrue(key.err().contains("messages: cannot be a variable"), key.err());
    Ran without = tokenize("--text", "x", "--chat-kwarg", "a=1");
    assertEquals(2, without.exitCode());
    assertTrue(without.err().contains("--chat-kwarg: needs --chat"), without.err());
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
