package org.srl4j.models.tokenizer.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srl4j.models.io.CheckpointFormatException;

/**
 * Which special tokens stand around a text that is tokenized alone, as transformers 5 decides it:
 * if {@code tokenizer_config.json} has {@code add_bos_token} or {@code add_eos_token}, these say
 * it, whatever the post-processor of {@code tokenizer.json} does; else the post-processor.
 *
 * @param begins whether {@code bos_token} comes first
 * @param ends whether {@code eos_token} comes last
 */
record AddedMarks(boolean begins, boolean ends) {

  /**
   * Decides.
   *
   * @param file the {@code tokenizer.json}, named in errors
   * @param root its content
   * @throws CheckpointFormatException if the post-processor adds other tokens than these two there
   */
  static AddedMarks of(Path file, JsonNode root, SpecialTokens special)
      throws CheckpointFormatException {
    if (special.addsBegin().isPresent() || special.addsEnd().isPresent()) {
      return new AddedMarks(
          special.addsBegin().orElse(false) && special.begin().isPresent(),
          special.addsEnd().orElse(false) && special.end().isPresent());
    }
    JsonNode template = template(root.path("post_processor"));
    List<String> parts = new ArrayList<>();
    for (JsonNode part : template) {
      parts.add(part.path("SpecialToken").path("id").asText(""));
    }
    boolean begins = !parts.isEmpty() && is(special.begin(), parts.get(0));
    boolean ends = !parts.isEmpty() && is(special.end(), parts.get(parts.size() - 1));
    long added = parts.stream().filter(part -> !part.isEmpty()).count();
    if (added != (begins ? 1 : 0) + (ends ? 1 : 0)) {
      throw new CheckpointFormatException(
          file,
          "post_processor: may add bos_token before a text and eos_token after it, got "
              + template);
    }
    return new AddedMarks(begins, ends);
  }

  private static boolean is(Optional<String> token, String part) {
    return token.isPresent() && token.get().equals(part);
  }

  /** What a template puts around one text, wherever it stands among the processors. */
  private static JsonNode template(JsonNode processor) {
    for (JsonNode one : processor.path("processors")) {
      JsonNode found = template(one);
      if (!found.isMissingNode()) {
        return found;
      }
    }
    boolean is = processor.path("type").asText().equals("TemplateProcessing");
    return processor.path(is ? "single" : "");
  }
}
