package org.srl4j.models.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFiles;
import org.srl4j.models.tokenizer.bytepair.BytePairJson;
import org.srl4j.models.tokenizer.bytepair.MergesFolder;
import org.srl4j.models.tokenizer.huggingface.NativeTokenizer;
import org.srl4j.models.tokenizer.huggingface.SpecialTokens;
import org.srl4j.models.tokenizer.sentencepiece.ScoredVocabulary;
import org.srl4j.models.tokenizer.sentencepiece.SentencePieceTokenizer;

/** Reads whichever tokenizer a checkpoint folder holds. */
public final class Tokenizers {
  private Tokenizers() {}

  /**
   * Reads the first of these that is there:
   *
   * <ul>
   *   <li>{@code tokenizer.json}: the small form of {@link WordTokenizer} and {@link
   *       CharTokenizer}, told by its {@code type}, or Hugging Face's form, told by its {@code
   *       model}: byte-level BPE of GPT-2 and Qwen2 in {@link org.srl4j.models.tokenizer.bytepair},
   *       all else with Hugging Face's library;
   *   <li>{@code vocab.json} and {@code merges.txt}, or merges alone: byte-level BPE of GPT-2 and
   *       Qwen2;
   *   <li>{@code tokenizer.bin} or a single {@code tok*.bin}: llama2.c's form of SentencePiece.
   * </ul>
   *
   * @param folder a checkpoint folder
   * @return the tokenizer that is there
   * @throws CheckpointFormatException if a file is of no known kind or malformed
   * @throws IOException if there is none of them or one cannot be read
   */
  public static Tokenizer load(Path folder) throws IOException {
    if (Files.exists(folder.resolve(CheckpointFolder.TOKENIZER))) {
      return json(folder);
    }
    if (Files.exists(folder.resolve(MergesFolder.MERGES))) {
      return MergesFolder.read(folder);
    }
    Optional<Path> pieces = sentencePiece(folder);
    if (pieces.isPresent()) {
      return new SentencePieceTokenizer(ScoredVocabulary.read(pieces.get()));
    }
    throw new NoSuchFileException(
        folder.toString(),
        null,
        "no tokenizer; needs tokenizer.json, merges.txt (with vocab.json) or tok*.bin");
  }

  /** Whether {@link #load} would find a tokenizer here. */
  public static boolean isIn(Path folder) throws IOException {
    return Files.isDirectory(folder)
        && (Files.exists(folder.resolve(CheckpointFolder.TOKENIZER))
            || Files.exists(folder.resolve(MergesFolder.MERGES))
            || sentencePiece(folder).isPresent());
  }

  private static Optional<Path> sentencePiece(Path folder) throws IOException {
    Path usual = folder.resolve(SentencePieceTokenizer.FILE);
    if (Files.exists(usual)) {
      return Optional.of(usual);
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "tok*.bin")) {
      Iterator<Path> found = files.iterator();
      return found.hasNext()
          ? Optional.of(found.next()).filter(f -> !found.hasNext())
          : Optional.empty();
    }
  }

  private static Tokenizer json(Path folder) throws IOException {
    Path file = folder.resolve(CheckpointFolder.TOKENIZER);
    JsonNode root = JsonFiles.read(file, JsonNode.class);
    if (root.has("model")) {
      return BytePairJson.understands(root) && !SpecialTokens.read(folder).addAny()
          ? BytePairJson.read(folder, root)
          : NativeTokenizer.read(folder, root);
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
