package org.srl4j.models.tokenizer.bytepair;

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
import org.srl4j.models.tokenizer.huggingface.SpecialTokens;

/** Byte-pair tokenizers in the form of Hugging Face's {@code tokenizers} library (version 1.0). */
public final class BytePairJson {
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
        node.put("normalized", false).put("special", tokenizer.isSpecial(id));
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
   * Reads a parsed {@code tokenizer.json} of {@code folder} that is understood, and the special
   * tokens' names beside it.
   *
   * @throws CheckpointFormatException if it is malformed; names file and field
   * @throws IOException if a file cannot be read
   */
  public static BytePairTokenizer read(Path folder, JsonNode root) throws IOException {
    Path file = folder.resolve(CheckpointFolder.TOKENIZER);
    TokenIds ids = new TokenIds(file);
    ids.addAll(root.path("model").path("vocab"));
    Set<String> added = new HashSet<>();
    Set<String> marks = new HashSet<>();
    for (JsonNode node : root.path("added_tokens")) {
      String token = node.path("content").asText();
      ids.add(token, node.path("id"));
      added.add(token);
      if (node.path("special").asBoolean()) {
        marks.add(token);
      }
    }
    SpecialTokens special = SpecialTokens.read(folder);
    String end = special.requireEnd();
    try {
      return new BytePairTokenizer(
          new BytePairVocabulary(ids.ordered(), merges(file, root), added),
          HuggingFaceSplit.find(root).orElseThrow(),
          end,
          special.padding().orElse(end),
          marks);
    } catch (IllegalArgumentException e) {
      throw new CheckpointFormatException(file, e.getMessage(), e);
    }
  }

  /** Whether a parsed {@code tokenizer.json} asks for nothing but what is done here. */
  public static boolean understands(JsonNode root) {
    JsonNode model = root.path("model");
    boolean plain = model.path("type").asText("BPE").equals("BPE");
    for (String flag : List.of("ignore_merges", "byte_fallback")) {
      plain &= !model.path(flag).asBoolean(false);
    }
    for (String affix : List.of("continuing_subword_prefix", "end_of_word_suffix")) {
      plain &= model.path(affix).asText("").isEmpty() || model.path(affix).isNull();
    }
    plain &= model.path("dropout").asDouble(0) == 0;
    boolean normalises = root.path("normalizer").isObject();
    for (JsonNode node : root.path("added_tokens")) {
      for (String flag : List.of("single_word", "lstrip", "rstrip")) {
        plain &= !node.path(flag).asBoolean(false);
      }
      plain &= !(normalises && node.path("normalized").asBoolean(false));
    }
    JsonNode last = root.path("post_processor");
    boolean adds = last.isObject() && !last.path("type").asText().equals("ByteLevel");
    return plain && !adds && HuggingFaceSplit.find(root).isPresent();
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
}
