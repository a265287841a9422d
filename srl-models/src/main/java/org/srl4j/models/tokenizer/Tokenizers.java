package org.srl4j.models.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFiles;

/** Reads whichever tokenizer a checkpoint folder holds. */
public final class Tokenizers {
  private Tokenizers() {}

  /**
   * Reads {@code tokenizer.json}: the small form of {@link WordTokenizer} and {@link
   * CharTokenizer}, told by its {@code type}, or Hugging Face's form of byte-level BPE, told by its
   * {@code model}.
   *
   * @param folder a checkpoint folder
   * @return the tokenizer that was saved there
   * @throws CheckpointFormatException if the file is of no known kind or malformed
   * @throws IOException if it cannot be read
   */
  public static Tokenizer load(Path folder) throws IOException {
    Path file = folder.resolve(CheckpointFolder.TOKENIZER);
    JsonNode root = JsonFiles.read(file, JsonNode.class);
    if (root.has("model")) {
      return BytePairJson.read(folder, root);
    }
    TokenizerFile content = TokenizerFile.of(file, root);
    try {
      return switch (content.type()) {
        case TokenizerFile.WORD -> new WordTokenizer(content.vocabulary());
        case TokenizerFile.CHARACTER -> CharTokenizer.of(content);
        default ->
            throw new CheckpointFormatException(
                file,
                "type: must be word or char, or the file must have a model, got "
                    + root.path("type"));
      };
    } catch (IllegalArgumentException e) {
      throw new CheckpointFormatException(file, e.getMessage(), e);
    }
  }
}
