package org.srl4j.models.tokenizer.huggingface;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFiles;

/**
 * Any {@code tokenizer.json}, run by Hugging Face's own library through DJL. Truncation and padding
 * that the file asks for are off, and no special token is added. Encoding and decoding are what the
 * file says, so a text need not come back as it was.
 *
 * <p>The native library is in the jar and is unpacked once into DJL's cache folder ({@code
 * DJL_CACHE_DIR}, else {@code .djl.ai} in the home directory). DJL would look for a GPU and fetch
 * another library for it, and report its use; both are switched off before it loads.
 *
 * <p>Immutable and thread-safe. Its native memory goes with the object.
 */
public final class NativeTokenizer implements Tokenizer {
  private static final String MODEL = "model";
  private static final String ADDED = "added_tokens";
  private static final String LAST = "post_processor";

  /** Without these DJL cuts every text after 512 tokens. */
  private static final Map<String, String> WHOLE =
      Map.of("truncation", "DO_NOT_TRUNCATE", "padding", "DO_NOT_PAD");

  private static final int MAX_TOKENS = 1 << 24;

  static {
    setDefault("ai.djl.offline", "true"); // also no telemetry
    setDefault("RUST_FLAVOR", "cpu"); // else a GPU makes it fetch a library
  }

  private final ObjectNode root;
  private final SpecialTokens special;
  private final HuggingFaceTokenizer library;
  private final Path file;
  private final int vocabularySize;
  private final int end;
  private final int padding;
  private final OptionalInt begin;
  private final boolean ends;
  private HuggingFaceTokenizer plain; // made when first asked for

  private NativeTokenizer(Path file, ObjectNode root, SpecialTokens special) throws IOException {
    this.file = file;
    this.root = root;
    this.special = special;
    this.vocabularySize = requireIds(file, root);
    LibraryGuard.check(file, root);
    this.library = open(file, root);
    this.end = id(special.requireEnd(), "eos_token");
    this.padding =
        special.padding().isEmpty() ? end : id(special.padding().orElseThrow(), "pad_token");
    AddedMarks marks = AddedMarks.of(file, root, special);
    this.begin = marks.begins() ? beginning() : OptionalInt.empty();
    this.ends = marks.ends();
  }

  private OptionalInt beginning() throws CheckpointFormatException {
    return OptionalInt.of(id(special.begin().orElseThrow(), "bos_token"));
  }

  private static void setDefault(String property, String value) {
    if (System.getenv(property) == null && System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Reads a parsed {@code tokenizer.json} of {@code folder}, and the special tokens beside it.
   *
   * @throws CheckpointFormatException if the library refuses the file, or no end token is named;
   *     names file and field
   * @throws IOException if a file cannot be read
   */
  public static NativeTokenizer read(Path folder, JsonNode root) throws IOException {
    Path file = folder.resolve(CheckpointFolder.TOKENIZER);
    if (!(root instanceof ObjectNode object) || !root.path(MODEL).isObject()) {
      throw new CheckpointFormatException(file, "model: must be an object");
    }
    return new NativeTokenizer(file, object, SpecialTokens.read(folder));
  }

  private static HuggingFaceTokenizer open(Path file, ObjectNode root) throws IOException {
    ObjectNode bounded = root.deepCopy();
    bounded.putNull("truncation").putNull("padding").putNull(LAST);
    ((ObjectNode) bounded.get(MODEL)).putNull("dropout");
    byte[] json = bounded.toString().getBytes(StandardCharsets.UTF_8);
    try {
      return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), WHOLE);
    } catch (EngineException e) {
      throw new IOException("Hugging Face's tokenizers cannot be loaded: " + e.getMessage(), e);
    } catch (RuntimeException e) { // what the library throws for a malformed file
      throw new CheckpointFormatException(
          file, "Hugging Face's tokenizers refuse it: " + e.getMessage(), e);
    }
  }

  /** Checks that ids are whole numbers from 0 and gives one more than the largest. */
  private static int requireIds(Path file, JsonNode root) throws IOException {
    JsonNode vocabulary = root.path(MODEL).path("vocab");
    int size = vocabulary.isArray() ? vocabulary.size() : 0;
    if (vocabulary.isObject()) {
      for (Map.Entry<String, JsonNode> token : vocabulary.properties()) {
        size = Math.max(size, id(file, token.getKey(), token.getValue()) + 1);
      }
    }
    for (JsonNode token : root.path(ADDED)) {
      size = Math.max(size, id(file, token.path("content").asText(), token.path("id")) + 1);
    }
    if (size == 0) {
      throw new CheckpointFormatException(file, "model.vocab: must hold tokens, got none");
    }
    return size;
  }

  private static int id(Path file, String token, JsonNode id) throws IOException {
    if (!id.isInt() || id.intValue() < 0 || id.intValue() >= MAX_TOKENS) {
      throw new CheckpointFormatException(
          file,
          "id of token '"
              + token
              + "': must be a whole number from 0 to "
              + (MAX_TOKENS - 1)
              + ", got "
              + id);
    }
    return id.intValue();
  }

  private int id(String token, String field) throws CheckpointFormatException {
    for (JsonNode added : root.path(ADDED)) {
      if (added.path("content").asText().equals(token)) {
        return added.path("id").intValue();
      }
    }
    JsonNode known = root.path(MODEL).path("vocab").path(token);
    if (known.isInt()) {
      return known.intValue();
    }
    throw new CheckpointFormatException(
        special.file(),
        field + ": must be a token of " + CheckpointFolder.TOKENIZER + ", got " + token);
  }

  @Override
  public int[] encode(String text) {
    return encode(library, text);
  }

  @Override
  public int[] encodePlain(String text) {
    return encode(plain(), text);
  }

  private synchronized HuggingFaceTokenizer plain() {
    if (plain == null) {
      ObjectNode bare = root.deepCopy();
      bare.putArray(ADDED);
      try {
        plain = open(file, bare);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return plain;
  }

  private static int[] encode(HuggingFaceTokenizer library, String text) {
    if (text.isEmpty()) {
      return new int[0];
    }
    long[] ids;
    try {
      ids = library.encode(text, false, false).getIds();
    } catch (RuntimeException e) { // what the library throws for a text it has no tokens for
      throw new IllegalArgumentException("text: cannot be tokenized: " + e.getMessage(), e);
    }
    return Arrays.stream(ids).mapToInt(id -> (int) id).toArray();
  }

  @Override
  public String decodeAll(int[] tokenIds) {
    for (int id : tokenIds) {
      if (id < 0 || id >= vocabularySize) {
        throw new IllegalArgumentException(
            "tokenIds: must be from 0 to " + (vocabularySize - 1) + ", got " + id);
      }
    }
    return library.decode(Arrays.stream(tokenIds).asLongStream().toArray(), false);
  }

  @Override
  public boolean isSpecial(int id) {
    for (JsonNode added : root.path(ADDED)) {
      if (added.path("id").intValue() == id && added.path("special").asBoolean()) {
        return true;
      }
    }
    return Tokenizer.super.isSpecial(id);
  }

  @Override
  public boolean endsTexts() {
    return ends;
  }

  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  @Override
  public int endOfSequenceId() {
    return end;
  }

  @Override
  public int paddingId() {
    return padding;
  }

  @Override
  public OptionalInt beginOfSequenceId() {
    return begin;
  }

  /** Writes {@code tokenizer.json} as read, and the names of the special tokens beside it. */
  @Override
  public void save(Path folder) throws IOException {
    JsonFiles.write(folder.resolve(CheckpointFolder.TOKENIZER), root);
    ObjectNode config = root.objectNode().put("tokenizer_class", "PreTrainedTokenizerFast");
    special.begin().ifPresent(token -> config.put("bos_token", token));
    special.addsBegin().ifPresent(adds -> config.put("add_bos_token", adds));
    special.addsEnd().ifPresent(adds -> config.put("add_eos_token", adds));
    config.put("eos_token", special.requireEnd());
    special.padding().ifPresent(token -> config.put("pad_token", token));
    JsonFiles.write(folder.resolve(CheckpointFolder.TOKENIZER_CONFIG), config);
  }
}
