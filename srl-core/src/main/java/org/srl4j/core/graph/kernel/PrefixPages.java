package org.srl4j.core.graph.kernel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/**
 * Full pages by the tokens they were computed from: those of the page and of all pages before it. A
 * page before stands for its tokens, so an entry is short.
 */
final class PrefixPages {
  /** No page before. */
  static final int FIRST = -1;

  private final Map<Block, Integer> pages = new HashMap<>();

  /** The tokens of a page that follows another. */
  private record Block(int before, List<Integer> tokens) {}

  private static Block block(int before, int[] tokens, int from) {
    int to = from + KeyValueCache.LANES;
    return new Block(before, Arrays.stream(tokens, from, to).boxed().toList());
  }

  /** The page of the tokens from {@code from} on, after page {@code before}. */
  OptionalInt find(int before, int[] tokens, int from) {
    Integer page = pages.get(block(before, tokens, from));
    return page == null ? OptionalInt.empty() : OptionalInt.of(page);
  }

  /** Remembers a page; there must be none for these tokens. */
  void add(int before, int[] tokens, int from, int page) {
    pages.put(block(before, tokens, from), page);
  }

  /** Gives all pages back and forgets them. */
  void clear(IntConsumer release) {
    pages.values().forEach(release::accept);
    pages.clear();
  }
}
