package org.srl4j.core.graph.kernel.vector;

import org.srl4j.core.graph.kernel.Slice;

/**
 * Stretches of tokens that attend among themselves and to one earlier span, their prefix. A tree is
 * a span and the spans right after it whose prefix it is; trees do not see each other.
 */
final class AttentionSpans {
  private final int[] starts; // [spans + 1]
  private final int[] trees; // [trees + 1], first span of every tree
  private int spanCount;
  private int treeCount;
  private int longest;

  private AttentionSpans(int tokens) {
    this.starts = new int[tokens + 1];
    this.trees = new int[tokens + 1];
  }

  /** Every row of T tokens is one sequence. */
  static AttentionSpans ofRows(int batch, int length) {
    AttentionSpans spans = new AttentionSpans(batch);
    for (int b = 0; b < batch; b++) {
      spans.add(b * length, true);
    }
    spans.finish(batch * length);
    return spans;
  }

  /** Room for a packed row of so many tokens, to be filled by {@link #read}. */
  static AttentionSpans ofPackedRow(int tokens) {
    return new AttentionSpans(tokens);
  }

  /**
   * Reads a packed row's {@code visible}, [3, T].
   *
   * @throws IllegalArgumentException if a span's prefix is not the first span of its tree
   */
  void read(Slice visible) {
    spanCount = 0;
    treeCount = 0;
    longest = 0;
    int tokens = visible.length() / 3;
    float[] data = visible.data();
    int own = visible.offset();
    for (int i = 0; i < tokens; i++) {
      if ((int) data[own + i] != i) {
        continue;
      }
      int from = (int) data[own + tokens + i];
      int to = (int) data[own + 2 * tokens + i];
      add(i, from == to);
      if (from != to && !isRoot(from, to)) {
        throw new IllegalArgumentException(
            "visible: the span at token "
                + i
                + " has the prefix ["
                + from
                + ", "
                + to
                + "), which is not the first span of its tree");
      }
    }
    finish(tokens);
  }

  /** Whether the tree that the last span was added to begins with the span [from, to). */
  private boolean isRoot(int from, int to) {
    if (treeCount == 0) {
      return false;
    }
    int root = trees[treeCount - 1];
    return starts[root] == from && starts[root + 1] == to;
  }

  private void add(int start, boolean isRoot) {
    if (isRoot) {
      trees[treeCount++] = spanCount;
    }
    starts[spanCount++] = start;
  }

  private void finish(int tokens) {
    starts[spanCount] = tokens;
    trees[treeCount] = spanCount;
    for (int tree = 0; tree < treeCount; tree++) {
      int root = trees[tree];
      for (int span = root; span < trees[tree + 1]; span++) {
        int prefix = span == root ? 0 : length(root);
        longest = Math.max(longest, prefix + length(span));
      }
    }
  }

  /** Number of trees. */
  int trees() {
    return treeCount;
  }

  /** First span of a tree, which is the prefix of the tree's others. */
  int root(int tree) {
    return trees[tree];
  }

  /** One behind the last span of a tree. */
  int end(int tree) {
    return trees[tree + 1];
  }

  /** First token of a span. */
  int start(int span) {
    return starts[span];
  }

  /** Tokens of a span. */
  int length(int span) {
    return starts[span + 1] - starts[span];
  }

  /** Most keys that a token sees. */
  int longest() {
    return longest;
  }
}
