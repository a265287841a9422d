package org.srl4j.models.tokenizer.bytepair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;

/** A {@link SplitPattern} as normalizer and pre-tokenizer of Hugging Face's form. */
final class HuggingFaceSplit {
  private HuggingFaceSplit() {}

  static JsonNode normalizer(SplitPattern split) {
    return split.normalizes()
        ? JsonNodeFactory.instance.objectNode().put("type", "NFC")
        : JsonNodeFactory.instance.nullNode();
  }

  static ObjectNode preTokenizer(SplitPattern split) {
    if (split == SplitPattern.GPT2) {
      return byteLevel(false, true);
    }
    ObjectNode cut = JsonNodeFactory.instance.objectNode().put("type", "Split");
    cut.putObject("pattern").put("Regex", split.expression());
    cut.put("behavior", "Isolated").put("invert", false);
    ObjectNode sequence = JsonNodeFactory.instance.objectNode().put("type", "Sequence");
    sequence.putArray("pretokenizers").add(cut).add(byteLevel(false, false));
    return sequence;
  }

  static ObjectNode byteLevel(boolean prefixSpace, boolean useRegex) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "ByteLevel")
        .put("add_prefix_space", prefixSpace)
        .put("trim_offsets", true)
        .put("use_regex", useRegex);
  }

  /** The pattern that cuts as the file says, if it is a known one. */
  static Optional<SplitPattern> find(JsonNode root) {
    JsonNode found = root.path("pre_tokenizer");
    return Arrays.stream(SplitPattern.values())
        .filter(split -> sameCut(preTokenizer(split), found))
        .filter(split -> sameNormalizer(normalizer(split), root.path("normalizer")))
        .findFirst();
  }

  private static boolean sameNormalizer(JsonNode own, JsonNode found) {
    return own.isNull() ? found.isNull() || found.isMissingNode() : own.equals(found);
  }

  private static boolean sameCut(JsonNode own, JsonNode found) {
    if (own.path("type").asText().equals("ByteLevel")) {
      return found.path("type").asText().equals("ByteLevel")
          && !found.path("add_prefix_space").asBoolean(true)
          && found.path("use_regex").asBoolean(true) == own.path("use_regex").asBoolean();
    }
    JsonNode parts = found.path("pretokenizers");
    JsonNode ownParts = own.path("pretokenizers");
    return found.path("type").asText().equals("Sequence")
        && parts.size() == 2
        && parts.get(0).equals(ownParts.get(0))
        && sameCut(ownParts.get(1), parts.get(1));
  }
}
