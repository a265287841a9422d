package org.srl4j.models.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFiles;

/** Byte-pair tokenizers in the form of Hugging Face's {@code tokenizers} library (version 1.0). */
final class BytePairJson {
  private BytePairJson() {}

  static void write(Path folder, BytePairTokenizer tokenizer) throws IOException {
    BytePairVocabulary vocabulary = tokenizer.vocabulary();
    String end = vocabulary.tokens().get(tokenizer.endOfSequenceId());
    String padding = vocabulary.tokens().get(tokenizer.paddingId());
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("version", "1.0").putNull("truncation").putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    for (int id = 0; id < vocabulary.tokens().size(); id++) {
      String token = vocabulary.tokens().get(id);
      if (vocabulary.addedTokens().contains(token)) {
        ObjectNode node = added.addObject().put("id", id).put("content", token);
        node.put("single_word", false).put("lstrip", false).put("rstrip", false);
        node.put("normalized", false).put("special", token.equals(end) || token.equals(padding));
      }
    }
    SplitPattern split = tokenizer.splitPattern();
    root.set("normalizer", HuggingFaceSplit.normalizer(split));
    root.set("pre_tokenizer", HuggingFaceSplit.preTokenizer(split));
    root.putNull("post_processor");
    root.set("decoder", HuggingFaceSplit.byteLevel(true, true));
    root.set("model", model(vocabulary));
    JsonFiles.write(folder.resolve(CheckpointFolder.TOKENIZER), root);

    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("tokenizer_class", "PreTrainedTokenizerFast");
    config.put("eos_token", end).put("pad_token", padding);
    config.put("clean_up_tokenization_spaces", false);
    JsonFiles.write(folder.resolve(CheckpointFolder.TOKENIZER_CONFIG), config);
  }

  private static ObjectNode model(BytePairVocabulary vocabulary) {
    ObjectNode model = JsonNodeFactory.instance.objectNode();
    model.put("type", "BPE").putNull("dropout").putNull("unk_token");
    model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
    ObjectNode tokens = model.putObject("vocab");
    for (int id = 0; id < vocabulary.tokens().size(); id++) {
      tokens.put(vocabulary.tokens().get(id), id);
    }
    ArrayNode merges = model.putArray("merges");
    vocabulary.merges().forEach(merge -> merges.add(merge.left() + " " + merge.right()));
    return model;
  }

  /**
   * Reads a parsed {@code tokenizer.json} of {@code folder}, and the end token's name beside it.
   */
  static BytePairTokenizer read(Path folder, JsonNode root) throws IOException {
    Path file = folder.resolve(CheckpointFolder.TOKENIZER);
    requireSupported(file, root);
    TokenIds ids = new TokenIds(file);
    ids.addAll(root.path("model").path("vocab"));
    Set<String> added = new HashSet<>();
    for (JsonNode node : root.path("added_tokens")) {
      String token = node.path("content").asText();
      ids.add(token, node.path("id"));
      added.add(token);
    }
    Path configFile = folder.resolve(CheckpointFolder.TOKENIZER_CONFIG);
    JsonNode config = JsonFiles.read(configFile, JsonNode.class);
    String end = tokenName(config.path("eos_token"));
    if (end == null) {
      throw new CheckpointFormatException(
          configFile, "eos_token: must name an added token, got none");
    }
    String padding = tokenName(config.path("pad_token"));
    try {
      return new BytePairTokenizer(
          new BytePairVocabulary(ids.ordered(), merges(file, root), added),
          HuggingFaceSplit.read(file, root),
          end,
          padding == null ? end : padding);
    } catch (IllegalArgumentException e) {
      throw new CheckpointFormatException(file, e.getMessage(), e);
    }
  }

  /** Refuses what would change the ids and is not done here. */
  private static void requireSupported(Path file, JsonNode root) throws CheckpointFormatException {
    JsonNode model = root.path("model");
    if (!model.path("type").asText("BPE").equals("BPE")) {
      throw new CheckpointFormatException(
          file, "model.type: must be BPE, got " + model.path("type"));
    }
    for (String flag : List.of("ignore_merges", "byte_fallback")) {
      if (model.path(flag).asBoolean(false)) {
        throw new CheckpointFormatException(file, "model." + flag + ": must be false, got true");
      }
    }
    for (String affix : List.of("continuing_subword_prefix", "end_of_word_suffix")) {
      if (!model.path(affix).asText("").isEmpty() && !model.path(affix).isNull()) {
        throw new CheckpointFormatException(
            file, "model." + affix + ": must be empty, got " + model.path(affix));
      }
    }
    for (JsonNode node : root.path("added_tokens")) {
      for (String flag : List.of("single_word", "lstrip", "rstrip")) {
        if (node.path(flag).asBoolean(false)) {
          throw new CheckpointFormatException(
              file,
              "added token " + node.path("content") + ": " + flag + " must be false, got true");
        }
      }
    }
  }

  private static List<BytePairVocabulary.Merge> merges(Path file, JsonNode root)
      throws CheckpointFormatException {
    List<BytePairVocabulary.Merge> merges = new ArrayList<>();
    for (JsonNode node : root.path("model").path("merges")) {
      String place = "merge " + merges.size();
      String text =
          node.isArray() && node.size() == 2
              ? node.get(0).asText() + " " + node.get(1).asText()
              : node.asText();
      merges.add(BytePairVocabulary.parseMerge(text, file, place));
    }
    return merges;
  }

  /** A token is named by a string or by an object with its content. */
  static String tokenName(JsonNode node) {
    return node.isObject() ? node.path("content").textValue() : node.textValue();
  }
}
