package org.srl4j.eval.swe.prompt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.ToIntFunction;
import org.srl4j.eval.swe.checkout.SourceTree;

/**
 * How much of the files a prompt shows. SWE-RL's rule: files are shown whole, one that would exceed
 * the budget is left out, the first is always shown.
 *
 * @param tokens of all files together, at least 1
 * @param counter counts the tokens of a text
 * @param refuses whether files that do not fit make the instance unusable, instead of being left
 *     out
 */
public record FileBudget(int tokens, ToIntFunction<String> counter, boolean refuses) {
  /** SWE-RL's {@code max_input_tokens}. */
  public static final int DEFAULT_TOKENS = 60_000;

  /** Checks the range. */
  public FileBudget {
    Objects.requireNonNull(counter, "counter");
    if (tokens < 1) {
      throw new IllegalArgumentException("tokens: must be at least 1, got " + tokens);
    }
  }

  /** Shows everything. */
  public static FileBudget unlimited() {
    return new FileBudget(Integer.MAX_VALUE, text -> 0, false);
  }

  /**
   * What is shown.
   *
   * @param texts by path, in the order of the wanted paths
   * @param leftOut paths that did not fit
   */
  public record Shown(Map<String, String> texts, List<String> leftOut) {

    /** Keeps the order. */
    public Shown {
      texts = new LinkedHashMap<>(texts);
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * Chooses among files.
   *
   * @param paths wanted, all of them in the tree
   * @param block (path, text) → how a prompt shows the file
   * @throws IllegalArgumentException if files do not fit and the budget refuses
   */
  public Shown choose(List<String> paths, SourceTree tree, BinaryOperator<String> block) {
    Map<String, String> shown = new LinkedHashMap<>();
    List<String> leftOut = new ArrayList<>();
    long sum = 0;
    for (String path : paths) {
      String text = tree.texts().get(path);
      long more = sum + counter.applyAsInt(block.apply(path, text));
      if (more <= tokens || shown.isEmpty() && !refuses) {
        shown.put(path, text);
        sum = more;
      } else {
        leftOut.add(path);
      }
    }
    if (refuses && !leftOut.isEmpty()) {
      throw new IllegalArgumentException(
          "files over the budget of " + tokens + " tokens: " + String.join(", ", leftOut));
    }
    return new Shown(shown, leftOut);
  }
}
