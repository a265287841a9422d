package org.srl4j.models.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.models.policy.PackedRow.Segment;

/**
 * Packs sequences into rows of a number of tokens. Sequences that begin alike in tokens which do
 * not count share these tokens: a group's prompt is computed once, not once a completion.
 *
 * @param tokenBudget most tokens of a row; a longer sequence goes alone
 * @param maxLength longest sequence that the policy takes
 */
record Packing(int tokenBudget, int maxLength) {
  private static final int UNIT = 64;

  /** A sequence and how many of its first tokens it may share. */
  private record Member(int index, int length, int shareable) {}

  /** Members that share as many tokens. */
  private record Tree(List<Member> members, int shared) {
    int tokens() {
      return shared + members.stream().mapToInt(m -> m.length - shared).sum();
    }
  }

  /**
   * Packs, in the order of the sequences' first occurrence.
   *
   * @param sequences token ids
   * @param uncounted how many of a sequence's first tokens have no loss; their last one is not
   *     shared, as it predicts the first token that counts
   */
  List<PackedRow> pack(List<int[]> sequences, List<Integer> uncounted) {
    Map<List<Integer>, List<Member>> groups = new LinkedHashMap<>();
    for (int i = 0; i < sequences.size(); i++) {
      int[] tokens = sequences.get(i);
      requireFits(tokens.length);
      int shareable = Math.max(0, uncounted.get(i) - 1);
      Member member = new Member(i, tokens.length, shareable);
      List<Integer> key =
          shareable == 0
              ? List.of(-1, i) // shares with nobody
              : Arrays.stream(tokens, 0, shareable).boxed().toList();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(member);
    }
    List<Tree> trees = new ArrayList<>();
    groups.values().forEach(group -> addTrees(group, trees));
    return rows(trees);
  }

  private void requireFits(int length) {
    if (length > maxLength) {
      throw new IllegalArgumentException(
          "a sequence of "
              + length
              + " tokens is longer than the policy's maxLength "
              + maxLength
              + "; shorten it or leave it out of the data");
    }
  }

  /** Cuts a group into trees within the budget. */
  private void addTrees(List<Member> group, List<Tree> trees) {
    int start = 0;
    while (start < group.size()) {
      int end = start + 1;
      while (end < group.size() && tree(group.subList(start, end + 1)).tokens() <= tokenBudget) {
        end++;
      }
      trees.add(tree(group.subList(start, end)));
      start = end;
    }
  }

  private static Tree tree(List<Member> members) {
    return new Tree(members, members.size() == 1 ? 0 : members.get(0).shareable);
  }

  private List<PackedRow> rows(List<Tree> trees) {
    List<PackedRow> rows = new ArrayList<>();
    List<Segment> segments = new ArrayList<>();
    int used = 0;
    for (Tree tree : trees) {
      if (used > 0 && used + tree.tokens() > tokenBudget) {
        rows.add(new PackedRow(segments, rounded(used)));
        segments = new ArrayList<>();
        used = 0;
      }
      place(tree, used, segments);
      used += tree.tokens();
    }
    if (used > 0) {
      rows.add(new PackedRow(segments, rounded(used)));
    }
    return rows;
  }

  private static void place(Tree tree, int start, List<Segment> segments) {
    int place = start;
    if (tree.shared > 0) {
      segments.add(new Segment(tree.members.get(0).index, 0, tree.shared, place, 0));
      place += tree.shared;
    }
    for (Member member : tree.members) {
      segments.add(new Segment(member.index, tree.shared, member.length, place, start));
      place += member.length - tree.shared;
    }
  }

  /** Rounded up so that few shapes occur: to a sixteenth of the budget. */
  int rounded(int tokens) {
    int unit = Math.max(UNIT, tokenBudget / 16);
    return (tokens + unit - 1) / unit * unit;
  }
}
