package org.srl4j.models.tokenizer.sentencepiece;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.srl4j.models.io.CheckpointFormatException;

/**
 * Tokens and scores of a SentencePiece byte-pair model as llama2.c stores them: a 4-byte length of
 * the longest token, then for each token a 4-byte float score, a 4-byte length and its UTF-8 bytes,
 * all little-endian. Blanks stand for SentencePiece's U+2581.
 *
 * <p>The first three tokens are unknown, begin and end of a sequence; the next 256 are single bytes
 * {@code <0x00>} to {@code <0xFF>}.
 *
 * @param tokens in the order of their ids
 * @param scores the higher, the earlier a token is merged; as many as tokens
 */
public record ScoredVocabulary(List<String> tokens, float[] scores) {
  /** Id of the token that stands for what has no token; never made by encoding. */
  public static final int UNKNOWN = 0;

  /** Id of the token that begins a sequence. */
  public static final int BEGIN = 1;

  /** Id of the token that ends a sequence. */
  public static final int END = 2;

  /** Id of the byte 0; other bytes follow. */
  static final int FIRST_BYTE = 3;

  static final int BYTES = 256;
  private static final int MAX_FILE_BYTES = 1 << 26;
  private static final int MAX_TOKEN_BYTES = 1 << 12;
  private static final int HEAD_BYTES = 8;

  /** Checks that the special tokens and the bytes are there. */
  public ScoredVocabulary {
    tokens = List.copyOf(tokens);
    if (tokens.size() != scores.length || tokens.size() < FIRST_BYTE + BYTES) {
      throw new IllegalArgumentException(
          "tokens: need a score each and at least "
              + (FIRST_BYTE + BYTES)
              + " of them (3 special ones and 256 bytes), got "
              + tokens.size()
              + " and "
              + scores.length
              + " scores");
    }
    for (int b = 0; b < BYTES; b++) {
      String name = String.format("<0x%02X>", b);
      if (!tokens.get(FIRST_BYTE + b).equals(name)) {
        throw new IllegalArgumentException(
            "token "
                + (FIRST_BYTE + b)
                + ": must be "
                + name
                + ", got "
                + tokens.get(FIRST_BYTE + b));
      }
    }
  }

  /**
   * Reads a file.
   *
   * @throws CheckpointFormatException if it is cut off, or a length or score is out of range; names
   *     the token
   * @throws IOException if it cannot be read
   */
  public static ScoredVocabulary read(Path file) throws IOException {
    long size = Files.size(file);
    if (size < 4 || size > MAX_FILE_BYTES) {
      throw new CheckpointFormatException(
          file, "must have from 4 to " + MAX_FILE_BYTES + " bytes, got " + size);
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.getInt(); // length of the longest token; each token has its own
    List<String> tokens = new ArrayList<>();
    List<Float> scores = new ArrayList<>();
    while (bytes.hasRemaining()) {
      scores.add(score(file, tokens.size(), bytes));
      tokens.add(token(file, tokens.size(), bytes));
    }
    float[] array = new float[scores.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = scores.get(i);
    }
    try {
      return new ScoredVocabulary(tokens, array);
    } catch (IllegalArgumentException e) {
      throw new CheckpointFormatException(file, e.getMessage(), e);
    }
  }

  private static float score(Path file, int id, ByteBuffer bytes) throws IOException {
    if (bytes.remaining() < HEAD_BYTES) {
      throw new CheckpointFormatException(file, "token " + id + ": cut off in its score or length");
    }
    float score = bytes.getFloat();
    if (!Float.isFinite(score)) {
      throw new CheckpointFormatException(
          file, "token " + id + ": the score must be finite, got " + score);
    }
    return score;
  }

  private static String token(Path file, int id, ByteBuffer bytes) throws IOException {
    int length = bytes.getInt();
    if (length < 1 || length > MAX_TOKEN_BYTES || length > bytes.remaining()) {
      throw new CheckpointFormatException(
          file,
          "token "
              + id
              + ": the length must be from 1 to "
              + Math.min(MAX_TOKEN_BYTES, bytes.remaining())
              + " bytes, got "
              + length);
    }
    ByteBuffer text = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw new CheckpointFormatException(file, "token " + id + ": its bytes are not UTF-8");
    }
  }
}
