package org.srl4j.eval.task.repair;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The tokens of REPAIR's texts; they follow the rules of the word tokenizer. */
public final class RepairVocabulary {
  /** Classes of the project, in lower case. */
  static final List<String> ROUTINES =
      List.of("total", "price", "stock", "order", "share", "score", "level", "parcel");

  /** Names of constants. */
  static final List<String> RULES =
      List.of(
          ("fee tax tip vat toll duty levy rent loan bond fund debt wage dues gift cost rate fine"
                  + " bill cash coin sale cess mark")
              .split(" "));

  /** Words of the expert's prose; they mean nothing. */
  static final List<String> PROSE =
      List.of(
          ("check try right still maybe wrong not come look again first last number file think wait"
                  + " good sure need find use keep move back")
              .split(" "));

  private static final List<String> SYMBOLS = List.of("->", ":", ">", ".");
  private static final List<String> WORDS =
      List.of("fix", "open", "edit", "test", "submit", "pass", "fail", "none", "all");
  private static final List<String> TOKENS = build();

  private RepairVocabulary() {}

  /** All tokens in the order of their ids. */
  public static List<String> tokens() {
    return TOKENS;
  }

  static List<String> shuffled(List<String> words, Random random) {
    List<String> copy = new ArrayList<>(words);
    Collections.shuffle(copy, random);
    return copy;
  }

  private static List<String> build() {
    List<String> tokens = new ArrayList<>();
    tokens.addAll(List.of("<pad>", "<eos>", "<think>", "</think>", "\n"));
    tokens.addAll(SYMBOLS);
    tokens.addAll(WORDS);
    for (int digit = 0; digit < 10; digit++) {
      tokens.add(String.valueOf(digit));
    }
    tokens.addAll(ROUTINES);
    tokens.addAll(RULES);
    tokens.addAll(PROSE);
    return List.copyOf(tokens);
  }
}
