package org.srl4j.models.policy;

import java.util.Arrays;
import java.util.Set;
import org.srl4j.core.data.FinishReason;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.Tokenizer;

/** Says when a completion ends. Threads may share it. */
final class StopRule {
  /** Least number of tokens decoded to look for a stop string. */
  private static final int WINDOW = 16;

  private static final char NOT_A_CHARACTER = '\uFFFD';
  private static final byte NEVER = 1;
  private static final byte PERHAPS = 2;

  private final SamplingConfig config;
  private final Tokenizer tokenizer;
  private final Set<Integer> endIds;
  private final int maxLength;
  private final int window;
  private final byte[] completing; // [V], 0 = not yet known

  /**
   * A rule.
   *
   * @param endIds tokens that end a completion
   * @param maxLength tokens a sequence can have, prompt included
   */
  StopRule(SamplingConfig config, Tokenizer tokenizer, Set<Integer> endIds, int maxLength) {
    this.config = config;
    this.tokenizer = tokenizer;
    this.endIds = Set.copyOf(endIds);
    this.maxLength = maxLength;
    this.completing = new byte[config.stopStrings().isEmpty() ? 0 : tokenizer.vocabularySize()];
    // A token that gives text gives at least a byte of UTF-8, and a char has at most three.
    int longest = config.stopStrings().stream().mapToInt(String::length).max().orElse(0);
    this.window = Math.max(WINDOW, 3 * longest);
  }

  /**
   * Why a completion ends with its last token; null = it goes on.
   *
   * @param tokens the completion's, {@code count} of them so far, at least one
   * @param length of the sequence, prompt included
   */
  FinishReason reason(int[] tokens, int count, int length) {
    if (endIds.contains(tokens[count - 1])) {
      return FinishReason.END_OF_SEQUENCE;
    }
    if (endsWithStop(tokens, count)) {
      return FinishReason.STOP_STRING;
    }
    return count == config.maxNewTokens() || length == maxLength ? FinishReason.LENGTH : null;
  }

  private boolean endsWithStop(int[] tokens, int count) {
    if (completing.length == 0 || !canComplete(tokens[count - 1])) {
      return false;
    }
    return endsStop(
        tokenizer.decode(Arrays.copyOfRange(tokens, Math.max(0, count - window), count)));
  }

  private boolean endsStop(String tail) {
    for (String stop : config.stopStrings()) {
      if (tail.endsWith(stop)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a stop string can end with this token; its text decides unless it is part of a char.
   */
  private boolean canComplete(int token) {
    if (completing[token] == 0) {
      String text = tokenizer.decode(new int[] {token});
      boolean perhaps = text.isEmpty() || text.indexOf(NOT_A_CHARACTER) >= 0;
      for (String stop : config.stopStrings()) {
        perhaps |= stop.isEmpty() || text.endsWith(stop.substring(stop.length() - 1));
      }
      completing[token] = perhaps ? PERHAPS : NEVER;
    }
    return completing[token] == PERHAPS;
  }
}
