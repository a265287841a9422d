package org.srl4j.models.tokenizer.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFields;

/**
 * Names of special tokens: {@code tokenizer_config.json}, else {@code special_tokens_map.json}.
 *
 * @param file named in errors
 * @param begin starts a sequence
 * @param end ends a sequence
 * @param padding fills rows
 * @param addsBegin whether a text gets {@code begin}; empty = not said
 * @param addsEnd whether a text gets {@code end}; empty = not said
 */
public record SpecialTokens(
    Path file,
    Optional<String> begin,
    Optional<String> end,
    Optional<String> padding,
    Optional<Boolean> addsBegin,
    Optional<Boolean> addsEnd) {
  private static final String MAP = "special_tokens_map.json";

  /**
   * Reads a folder; a file that is not there names nothing.
   *
   * @throws CheckpointFormatException if a file or a name is malformed; names file and field
   * @throws IOException if a file cannot be read
   */
  public static SpecialTokens read(Path folder) throws IOException {
    Path config = folder.resolve(CheckpointFolder.TOKENIZER_CONFIG);
    Path map = folder.resolve(MAP);
    return new SpecialTokens(
        config,
        name(config, map, "bos_token"),
        name(config, map, "eos_token"),
        name(config, map, "pad_token"),
        flag(config, "add_bos_token"),
        flag(config, "add_eos_token"));
  }

  private static Optional<Boolean> flag(Path config, String field) throws IOException {
    if (!Files.isRegularFile(config)) {
      return Optional.empty();
    }
    JsonFields fields = JsonFields.read(config);
    boolean said = fields.root().has(field);
    return said ? Optional.of(fields.truth(field, false)) : Optional.empty();
  }

  /** Whether a text is to get a token before or after it. */
  public boolean addAny() {
    return addsBegin.orElse(false) || addsEnd.orElse(false);
  }

  private static Optional<String> name(Path config, Path map, String field) throws IOException {
    for (Path file : new Path[] {config, map}) {
      if (Files.isRegularFile(file)) {
        JsonFields fields = JsonFields.read(file);
        JsonNode found = fields.root().path(field);
        JsonNode text = found.isObject() ? found.path("content") : found;
        if (fields.has(field)) {
          if (!text.isTextual() || text.textValue().isEmpty()) {
            throw fields.fault(
                field, "must be a token or an object with content, got " + JsonFields.shown(found));
          }
          return Optional.of(text.textValue());
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The token that ends a sequence.
   *
   * @throws CheckpointFormatException if none is named
   */
  public String requireEnd() throws CheckpointFormatException {
    return end.orElseThrow(
        () ->
            new CheckpointFormatException(
                file,
                "eos_token: must name the token that ends a sequence, got none here nor in "
                    + MAP));
  }
}
