package org.srl4j.models.tokenizer.bytepair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFiles;
import org.srl4j.models.tokenizer.huggingface.SpecialTokens;

/**
 * Byte-level BPE in the older files of GPT-2 and Qwen2: {@code merges.txt}, {@code vocab.json}
 * (which follows from the merges where it is missing, as in GPT-2), {@code added_tokens.json}, and
 * {@code tokenizer_config.json} with the class and the names of the end and padding tokens.
 */
public final class MergesFolder {
  /** The file by which such a folder is told. */
  public static final String MERGES = "merges.txt";

  private static final String VOCABULARY = "vocab.json";
  private static final String ADDED = "added_tokens.json";
  private static final String END_OF_TEXT = "<|endoftext|>";
  private static final Map<String, SplitPattern> CLASSES =
      Map.of(
          "Qwen2Tokenizer", SplitPattern.QWEN2,
          "Qwen2TokenizerFast", SplitPattern.QWEN2,
          "GPT2Tokenizer", SplitPattern.GPT2,
          "GPT2TokenizerFast", SplitPattern.GPT2);

  private MergesFolder() {}

  /**
   * Reads a folder.
   *
   * @throws CheckpointFormatException if a file is malformed; names file and field or line
   * @throws IOException if one cannot be read
   */
  public static BytePairTokenizer read(Path folder) throws IOException {
    Path configFile = folder.resolve(CheckpointFolder.TOKENIZER_CONFIG);
    JsonNode config =
        Files.exists(configFile)
            ? JsonFiles.read(configFile, JsonNode.class)
            : JsonNodeFactory.instance.objectNode();
    String name = config.path("tokenizer_class").asText("GPT2Tokenizer");
    SplitPattern split = CLASSES.get(name);
    if (split == null) {
      throw new CheckpointFormatException(
          configFile, "tokenizer_class: must be one of " + CLASSES.keySet() + ", got " + name);
    }
    SpecialTokens special = SpecialTokens.read(folder);
    if (special.addAny()) {
      throw new CheckpointFormatException(
          configFile,
          "add_bos_token, add_eos_token: true is read with a tokenizer.json alone; save the"
              + " tokenizer with transformers to get one");
    }
    String last =
        config.has("tokenizer_class") ? special.requireEnd() : special.end().orElse(END_OF_TEXT);
    BytePairVocabulary vocabulary = vocabulary(folder, config, last);
    try {
      return new BytePairTokenizer(
          vocabulary, split, last, special.padding().orElse(last), marks(config));
    } catch (IllegalArgumentException e) {
      throw new CheckpointFormatException(configFile, e.getMessage(), e);
    }
  }

  private static BytePairVocabulary vocabulary(Path folder, JsonNode config, String end)
      throws IOException {
    Path merges = folder.resolve(MERGES);
    Path file = folder.resolve(VOCABULARY);
    try {
      List<BytePairVocabulary.Merge> read = BytePairVocabulary.readMerges(merges);
      if (!Files.exists(file)) {
        return BytePairVocabulary.ofMerges(List.of(), read, List.of(end));
      }
      TokenIds ids = new TokenIds(file);
      ids.addAll(JsonFiles.read(file, JsonNode.class));
      Set<String> added = new HashSet<>();
      addAdded(folder, config, ids, added);
      List<String> tokens = new ArrayList<>(ids.ordered());
      if (tokens.contains(end)) {
        added.add(end);
      }
      return new BytePairVocabulary(tokens, read, added);
    } catch (CheckpointFormatException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new CheckpointFormatException(merges, e.getMessage(), e);
    }
  }

  /** Added tokens that are marks, as the configuration says. */
  private static Set<String> marks(JsonNode config) {
    Set<String> marks = new HashSet<>();
    for (JsonNode token : config.path("added_tokens_decoder")) {
      if (token.path("special").asBoolean()) {
        marks.add(token.path("content").asText());
      }
    }
    for (JsonNode token : config.path("additional_special_tokens")) {
      marks.add(token.isObject() ? token.path("content").asText() : token.asText());
    }
    return marks;
  }

  /** Added tokens stand in a file of their own, in the configuration, or in both. */
  private static void addAdded(Path folder, JsonNode config, TokenIds ids, Set<String> added)
      throws IOException {
    Path file = folder.resolve(ADDED);
    if (Files.exists(file)) {
      JsonNode tokens = JsonFiles.read(file, JsonNode.class);
      ids.addAll(tokens);
      tokens.properties().forEach(token -> added.add(token.getKey()));
    }
    for (Map.Entry<String, JsonNode> entry : config.path("added_tokens_decoder").properties()) {
      String token = entry.getValue().path("content").asText("");
      if (!entry.getKey().matches("\\d{1,9}") || token.isEmpty()) {
        throw new CheckpointFormatException(
            folder.resolve(CheckpointFolder.TOKENIZER_CONFIG),
            "added_tokens_decoder: must hold id → {\"content\"}, got " + entry);
      }
      int id = Integer.parseInt(entry.getKey());
      ids.add(token, JsonNodeFactory.instance.numberNode(id));
      added.add(token);
    }
  }
}
