package org.srl4j.models.tokenizer.bytepair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.srl4j.models.io.CheckpointFormatException;

/**
 * Tokens and merges of a byte-pair encoding, written in GPT-2's byte alphabet.
 *
 * @param tokens in the order of their ids; among them all 256 single bytes
 * @param merges from the first to apply to the last; both sides and the result are tokens
 * @param addedTokens those tokens that are matched in the text before anything is merged, such as
 *     {@code <think>}; written as they stand in the text
 */
public record BytePairVocabulary(List<String> tokens, List<Merge> merges, Set<String> addedTokens) {
  private static final long MAX_MERGES_BYTES = 1 << 26;

  /**
   * Two tokens that become one.
   *
   * @param left the first token
   * @param right the token after it
   */
  public record Merge(String left, String right) {
    /** The token they become. */
    public String result() {
      return left + right;
    }
  }

  /** Checks that bytes, merges and added tokens are all among the tokens. */
  public BytePairVocabulary {
    tokens = List.copyOf(tokens);
    merges = List.copyOf(merges);
    addedTokens = Set.copyOf(addedTokens);
    Set<String> known = new HashSet<>(tokens);
    for (int i = 0; i < ByteAlphabet.SIZE; i++) {
      if (!known.contains(ByteAlphabet.character(i))) {
        throw new IllegalArgumentException(
            "tokens: must hold all 256 bytes, got none for " + ByteAlphabet.character(i));
      }
    }
    for (Merge merge : merges) {
      boolean complete = known.contains(merge.left) && known.contains(merge.right);
      if (!complete || !known.contains(merge.result()) || addedTokens.contains(merge.result())) {
        throw new IllegalArgumentException(
            "merges: both sides and the result must be ordinary tokens, got " + merge);
      }
    }
    for (String token : tokens) {
      if (!addedTokens.contains(token) && !ByteAlphabet.spells(token)) {
        throw new IllegalArgumentException(
            "tokens: an ordinary token must be written in the byte alphabet, got '" + token + "'");
      }
    }
    if (!known.containsAll(addedTokens)) {
      throw new IllegalArgumentException(
          "addedTokens: must be among the tokens, got " + addedTokens);
    }
  }

  /**
   * A vocabulary that follows from its merges: first tokens, then the 256 bytes in GPT-2's order,
   * then each merge's result, then last tokens.
   *
   * @param firstAdded added tokens with the lowest ids
   * @param merges in order
   * @param lastAdded added tokens with the highest ids
   */
  public static BytePairVocabulary ofMerges(
      List<String> firstAdded, List<Merge> merges, List<String> lastAdded) {
    List<String> tokens = new ArrayList<>(firstAdded);
    for (int i = 0; i < ByteAlphabet.SIZE; i++) {
      tokens.add(ByteAlphabet.character(i));
    }
    Set<String> known = new HashSet<>(tokens);
    merges.stream().map(Merge::result).filter(known::add).forEach(tokens::add);
    tokens.addAll(lastAdded);
    Set<String> added = new HashSet<>(firstAdded);
    added.addAll(lastAdded);
    return new BytePairVocabulary(tokens, merges, added);
  }

  /**
   * Reads a {@code merges.txt}.
   *
   * @param file one merge a line, two tokens with a blank between; a first line {@code #version} is
   *     passed over
   * @return merges in order
   * @throws CheckpointFormatException if a line is no merge; names the line
   * @throws IOException if the file cannot be read
   */
  public static List<Merge> readMerges(Path file) throws IOException {
    if (Files.size(file) > MAX_MERGES_BYTES) {
      throw new CheckpointFormatException(
          file, "must have at most " + MAX_MERGES_BYTES + " bytes, got " + Files.size(file));
    }
    List<Merge> merges = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      boolean comment = i == 0 && lines.get(i).startsWith("#version");
      if (!comment && !lines.get(i).isEmpty()) {
        merges.add(parseMerge(lines.get(i), file, "line " + (i + 1)));
      }
    }
    return merges;
  }

  private static String shown(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }

  static Merge parseMerge(String text, Path file, String place) throws CheckpointFormatException {
    int blank = text.indexOf(' ');
    if (blank < 1 || blank != text.lastIndexOf(' ') || blank == text.length() - 1) {
      throw new CheckpointFormatException(
          file,
          place + ": a merge is two tokens with one blank between, got '" + shown(text) + "'");
    }
    return new Merge(text.substring(0, blank), text.substring(blank + 1));
  }
}
