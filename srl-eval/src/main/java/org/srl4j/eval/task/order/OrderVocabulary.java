package org.srl4j.eval.task.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tokens of ORDER texts.
 *
 * <p>Text rules: lines end with a newline, a token of its own; a word, a symbol and each digit is
 * one token. Neighbours are separated by one blank, except that there is none beside a newline,
 * between two digits and before a full stop: {@code 1. comp -> 48712} is the tokens 1 . comp -> 4 8
 * 7 1 2. Two numbers never stand side by side.
 */
public final class OrderVocabulary {
  /** Words with which the expert begins a step; they mean nothing. */
  static final List<String> FILLERS = List.of("so", "now", "then", "next", "hence", "thus");

  /** Words of the expert's prose; they mean nothing. */
  static final List<String> PROSE =
      List.of(
          ("check try right still maybe wrong not come look again first last number digit think"
                  + " wait good sure need find use keep move back done")
              .split(" "));

  private static final List<String> TOKENS = build();

  private OrderVocabulary() {}

  /**
   * All tokens in the order of their ids: padding 0, end of sequence 1, think tags 2 and 3, newline
   * 4, then symbols, digits, operations, fillers and prose.
   */
  public static List<String> tokens() {
    return TOKENS;
  }

  private static List<String> build() {
    List<String> tokens = new ArrayList<>();
    tokens.addAll(List.of("<pad>", "<eos>", "<think>", "</think>", "\n"));
    tokens.addAll(List.of("Q", "A", "->", ":", ".", "?"));
    for (int digit = 0; digit < 10; digit++) {
      tokens.add(String.valueOf(digit));
    }
    Arrays.stream(DigitOperation.values()).map(DigitOperation::word).forEach(tokens::add);
    tokens.addAll(FILLERS);
    tokens.addAll(PROSE);
    return List.copyOf(tokens);
  }
}
