package org.srl4j.core.reward;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.srl4j.core.reward.block.BlockFinder;
import org.srl4j.core.reward.block.BlockSink;
import org.srl4j.core.reward.block.ElementPair;
import org.srl4j.core.reward.block.MatchingBlock;

/**
 * The ratio of CPython's {@code difflib.SequenceMatcher(None, prediction, expert)}, bit for bit.
 *
 * <p>R = 2M/T (arXiv:2510.25992, section 4.2): T elements in both texts together, M of them in
 * matching blocks on each side. The longest common run is taken first (ties: first in the
 * prediction, then first in the expert's text), then the same left and right of it. Two empty texts
 * are 1.
 *
 * <p><b>Not symmetric</b>: ("tide", "diet") is 0.25, ("diet", "tide") is 0.5. The paper names no
 * order; here it is (prediction, expert), so autojunk looks at the expert's text.
 *
 * <p>Autojunk is CPython's rule that in a second text of n >= 200 elements those that occur more
 * than n/100 + 1 times cannot start a match. It is on by default there and <b>off by default
 * here</b>: on characters it makes every common letter of a long step unmatchable (a 400-character
 * text shifted by one scores 0.0 with it, 0.9975 without), the paper does not say which it used,
 * and SWE-RL (arXiv:2502.18449), the closest published reward, turns it off.
 *
 * <p>Cost: about O(n + r) for r common runs of four elements, up to 2^22 pairs of elements, above
 * it O(n log n) times the number of different block lengths, at most sqrt(2n); CPython needs O(n^2)
 * to O(n^3).
 *
 * @param autojunk whether popular elements of a long expert text start no match
 * @param granularity what one element is
 */
public record SequenceMatcherSimilarity(boolean autojunk, Granularity granularity)
    implements Similarity {

  /** Rejects a missing granularity. */
  public SequenceMatcherSimilarity {
    Objects.requireNonNull(granularity, "granularity");
  }

  /** Code points, autojunk off. */
  public SequenceMatcherSimilarity() {
    this(false, Granularity.CHARACTERS);
  }

  @Override
  public Double apply(CharSequence prediction, CharSequence expert) {
    ElementPair pair = encode(prediction, expert);
    return ratio(BlockFinder.find(pair, autojunk).matched(), pair.size());
  }

  /** Always false. */
  @Override
  public boolean isSymmetric() {
    return false;
  }

  /**
   * {@inheritDoc} The parts are {@code similarity}, {@code matched} = M = the sum of the block
   * sizes and {@code total} = T; similarity = 2M/T, or 1 when T = 0.
   */
  @Override
  public Explanation explain(CharSequence prediction, CharSequence expert) {
    ElementPair pair = encode(prediction, expert);
    BlockSink blocks = BlockFinder.find(pair, autojunk);
    double matched = blocks.matched();
    double total = pair.size();
    double ratio = ratio(blocks.matched(), pair.size());
    return new Explanation(
        ratio, blocks.inOrder(), Map.of("similarity", ratio, "matched", matched, "total", total));
  }

  private static double ratio(int matched, int total) {
    return total == 0 ? 1 : 2.0 * matched / total;
  }

  /**
   * The matching blocks as {@code get_matching_blocks} gives them, but without its empty last one.
   *
   * @param prediction what the policy wrote
   * @param expert what the expert wrote
   * @return in order of position; no two blocks touch in both texts
   */
  public List<MatchingBlock> blocks(CharSequence prediction, CharSequence expert) {
    return BlockFinder.find(encode(prediction, expert), autojunk).inOrder();
  }

  private ElementPair encode(CharSequence prediction, CharSequence expert) {
    return granularity.encode(
        Similarities.required(prediction, "prediction"), Similarities.required(expert, "expert"));
  }
}
