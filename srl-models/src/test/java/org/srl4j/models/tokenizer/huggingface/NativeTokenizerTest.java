package org.srl4j.models.tokenizer.huggingface;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.tokenizer.TokenizerContract;
import org.srl4j.models.tokenizer.Tokenizers;

/** A tokenizer.json in the manner of Llama 2: blanks as U+2581, bytes for what has no token. */
class NativeTokenizerTest extends TokenizerContract {
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path folder;

  private final ObjectNode root = MAPPER.createObjectNode();
  private final ObjectNode config = MAPPER.createObjectNode();

  @BeforeEach
  void writesTheFolder() throws IOException {
    root.putObject("truncation")
        .put("max_length", 2)
        .put("strategy", "LongestFirst")
        .put("stride", 0)
        .put("direction", "Right");
    root.putObject("padding")
        .put("direction", "Right")
        .put("pad_id", 0)
        .put("pad_type_id", 0)
        .put("pad_token", "<unk>")
        .putNull("pad_to_multiple_of")
        .putObject("strategy")
        .put("Fixed", 50);
    for (int id = 0; id < 3; id++) {
      root.withArray("added_tokens")
          .addObject()
          .put("id", id)
          .put("content", List.of("<unk>", "<s>", "</s>").get(id))
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
    }
    ObjectNode normal = root.putObject("normalizer").put("type", "Sequence");
    normal.putArray("normalizers").addObject().put("type", "Prepend").put("prepend", "\u2581");
    replace(normal.withArray("normalizers").addObject(), " ", "\u2581");
    root.putNull("pre_tokenizer");
    ObjectNode template = root.putObject("post_processor").put("type", "TemplateProcessing");
    template
        .putArray("single")
        .addObject()
        .putObject("SpecialToken")
        .put("id", "<s>")
        .put("type_id", 0);
    template.withArray("single").addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
    template.putArray("pair");
    ObjectNode begin = template.putObject("special_tokens").putObject("<s>").put("id", "<s>");
    begin.putArray("ids").add(1);
    begin.putArray("tokens").add("<s>");
    ObjectNode decoder = root.putObject("decoder").put("type", "Sequence");
    replace(decoder.putArray("decoders").addObject(), "\u2581", " ");
    decoder.withArray("decoders").addObject().put("type", "ByteFallback");
    decoder.withArray("decoders").addObject().put("type", "Fuse");
    decoder
        .withArray("decoders")
        .addObject()
        .put("type", "Strip")
        .put("content", " ")
        .put("start", 1)
        .put("stop", 0);
    ObjectNode model = root.putObject("model").put("type", "BPE").put("unk_token", "<unk>");
    model.put("byte_fallback", true).put("fuse_unk", true);
    ObjectNode vocabulary = model.putObject("vocab");
    List.of("<unk>", "<s>", "</s>").forEach(token -> vocabulary.put(token, vocabulary.size()));
    IntStream.range(0, 256)
        .forEach(b -> vocabulary.put(String.format("<0x%02X>", b), vocabulary.size()));
    List.of("\u2581", "a", "b", "ab", "\u2581ab")
        .forEach(token -> vocabulary.put(token, vocabulary.size()));
    model.putArray("merges").add("a b").add("\u2581 ab");
    config.put("bos_token", "<s>").put("eos_token", "</s>");
    write();
  }

  private static void replace(ObjectNode step, String from, String to) {
    step.put("type", "Replace").put("content", to).putObject("pattern").put("String", from);
  }

  private void write() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), root.toString());
    Files.writeString(folder.resolve("tokenizer_config.json"), config.toString());
  }

  @Override
  protected Tokenizer tokenizer() {
    try {
      return Tokenizers.load(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected List<String> texts() {
    return List.of("ab ab", "a  b", " ab", "\u20AC\n", "b\uD83D\uDE00a");
  }

  @Test
  void idsAreThoseOfTheFile() {
    Tokenizer tokenizer = tokenizer();
    assertInstanceOf(NativeTokenizer.class, tokenizer);
    // 3 special tokens and 256 bytes, so the blank is 259, a 260, b 261, ab 262, blank and ab 263.
    assertArrayEquals(new int[] {263, 263, 260}, tokenizer.encode("ab aba"));
    // The euro sign is the bytes E2 82 AC: 3 + 0xE2 = 229, 3 + 0x82 = 133, 3 + 0xAC = 175.
    assertArrayEquals(new int[] {259, 229, 133, 175}, tokenizer.encode("\u20AC"));
    assertEquals(264, tokenizer.vocabularySize());
    assertEquals(OptionalInt.of(1), tokenizer.beginOfSequenceId());
    assertEquals(2, tokenizer.endOfSequenceId());
    assertEquals(2, tokenizer.paddingId());
  }

  /**
   * transformers 5 (TokenizersBackend.update_post_processor): a field of tokenizer_config.json that
   * is there decides, and one that is not there is then false; the template counts without both.
   */
  @ParameterizedTest
  @CsvSource({
    "-, -, begin, true, false",
    "-, -, both, true, true",
    "-, -, none, false, false",
    "true, -, none, true, false",
    "true, false, none, true, false",
    "true, true, none, true, true",
    "false, -, begin, false, false",
    "-, true, begin, false, true",
    "-, false, both, false, false",
    "null, -, begin, false, false",
  })
  void configBeforeTemplateSaysWhatStandsAroundATextAlone(
      String addBegin, String addEnd, String template, boolean begins, boolean ends)
      throws IOException {
    set("add_bos_token", addBegin);
    set("add_eos_token", addEnd);
    if (template.equals("none")) {
      root.putNull("post_processor");
    } else if (template.equals("both")) {
      var single = root.withObject("/post_processor").withArray("single");
      single.addObject().putObject("SpecialToken").put("id", "</s>").put("type_id", 0);
    }
    write();
    Tokenizer tokenizer = tokenizer();
    assertEquals(begins ? OptionalInt.of(1) : OptionalInt.empty(), tokenizer.beginOfSequenceId());
    assertEquals(ends, tokenizer.endsTexts());
    assertArrayEquals(new int[] {263}, tokenizer.encode("ab"), "encoding itself adds nothing");
    Path copy = Files.createDirectory(folder.resolve("copy"));
    tokenizer.save(copy);
    Tokenizer read = Tokenizers.load(copy);
    assertEquals(tokenizer.beginOfSequenceId(), read.beginOfSequenceId());
    assertEquals(ends, read.endsTexts());
  }

  private void set(String field, String value) {
    if (value.equals("null")) {
      config.putNull(field);
    } else if (!value.equals("-")) {
      config.put(field, Boolean.parseBoolean(value));
    }
  }

  @Test
  void aTokenThatIsNotThereIsNotAdded() throws IOException {
    config.remove("bos_token");
    config.put("add_bos_token", true);
    write();
    assertEquals(OptionalInt.empty(), tokenizer().beginOfSequenceId());
  }

  @Test
  void otherTokensAroundATextAreRefused() throws IOException {
    config.put("bos_token", "<unk>");
    write();
    assertRefused("post_processor: may add bos_token before a text and eos_token after it");
    config.put("add_bos_token", "yes");
    write();
    assertRefused("add_bos_token: must be true or false");
  }

  @Test
  void decodingAllNamesTheSpecialTokens() {
    assertEquals("<s> ab</s>", tokenizer().decodeAll(new int[] {1, 263, 2}));
    assertEquals("ab", tokenizer().decode(new int[] {1, 263, 2}));
    assertTrue(tokenizer().isSpecial(0) && !tokenizer().isSpecial(263));
  }

  @Test
  void truncationAndPaddingOfFileAndLibraryAreOff() {
    assertEquals(10_000, tokenizer().encode("b".repeat(9_999)).length); // and the blank
  }

  @Test
  void specialTokensAreFoundUnlessTheTextIsPlain() {
    assertArrayEquals(new int[] {2}, tokenizer().encode("</s>"));
    int[] plain = tokenizer().encodePlain("</s>");
    assertEquals(5, plain.length); // the blank and four bytes
    assertEquals("</s>", tokenizer().decode(plain));
  }

  @Test
  void withoutAnEndTokenFileAndFieldAreNamed() throws IOException {
    config.remove("eos_token");
    write();
    assertRefused("tokenizer_config.json: eos_token: must name the token that ends a sequence");
    config.put("eos_token", "<none>");
    write();
    assertRefused(
        "tokenizer_config.json: eos_token: must be a token of tokenizer.json, got <none>");
  }

  /** The library would work on it for five seconds. */
  @Test
  void anAddedTokenWithoutEndIsRefused() throws IOException {
    ((ObjectNode) root.at("/added_tokens/0")).put("content", "a".repeat(20_000));
    write();
    assertRefused("added_tokens: a content must have at most 2000 characters, got 20000");
  }

  private void assertRefused(String fault) {
    Exception e = assertThrows(CheckpointFormatException.class, () -> Tokenizers.load(folder));
    assertTrue(e.getMessage().contains(fault), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "/model/type # \"None\" # refuse it",
        "/model/merges # [\"a zz\"] # refuse it",
        "/model/merges # 7 # refuse it",
        "/model/vocab/ab # -1 # id of token 'ab': must be a whole number",
        "/model/vocab/ab # 99999999 # id of token 'ab': must be a whole number",
        "/model/vocab/ab # 1.5 # id of token 'ab': must be a whole number",
        "/model/vocab # {} # refuse it",
        "/normalizer # {\"type\": \"Nonsense\"} # refuse it",
        "/pre_tokenizer # {\"type\": \"Split\", \"pattern\": {\"Regex\": \"(\"},"
            + " \"behavior\": \"Isolated\", \"invert\": false} # refuse it",
        "/decoder # {\"type\": 3} # refuse it",
        "/model/continuing_subword_prefix # \"@@\" # model.merges: a right side must begin with",
        "/normalizer # {\"type\": \"Prepend\", \"prepend\": \"\"} # must not prepend or replace",
        "/normalizer/normalizers/1/pattern # {\"String\": \"\"} # must not prepend or replace",
        "/normalizer/normalizers/1/pattern # {\"Regex\": \"a*$\"} # must not prepend or replace",
        "/decoder/decoders/3/stop # 7 # decoder.stop: must be 0",
        "/version # \"9\" # refuse it"
      })
  void malformedFilesAreNamedNotCrashedOn(String path, String value, String said)
      throws IOException {
    int cut = path.lastIndexOf('/');
    ((ObjectNode) root.at(path.substring(0, cut)))
        .set(path.substring(cut + 1), MAPPER.readTree(value));
    write();
    Exception e = assertThrows(CheckpointFormatException.class, () -> Tokenizers.load(folder));
    assertTrue(e.getMessage().contains("tokenizer.json"), e.getMessage());
    assertTrue(e.getMessage().contains(said), e.getMessage());
  }
}
