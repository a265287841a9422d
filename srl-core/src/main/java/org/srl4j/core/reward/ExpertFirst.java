package org.srl4j.core.reward;

import java.util.List;
import java.util.Objects;
import org.srl4j.core.reward.block.MatchingBlock;

/**
 * A similarity with the expert's text as its first argument, (expert, prediction): the order that
 * the paper leaves open, for measures that are not symmetric.
 *
 * @param similarity of the texts in their usual order
 */
public record ExpertFirst(Similarity similarity) implements Similarity {

  /** Rejects a missing measure. */
  public ExpertFirst {
    Objects.requireNonNull(similarity, "similarity");
  }

  @Override
  public Double apply(CharSequence prediction, CharSequence expert) {
    return similarity.apply(expert, prediction);
  }

  @Override
  public boolean isSymmetric() {
    return similarity.isSymmetric();
  }

  /** {@inheritDoc} The blocks are places in (prediction, expert), as with every measure. */
  @Override
  public Explanation explain(CharSequence prediction, CharSequence expert) {
    Explanation turned = similarity.explain(expert, prediction);
    List<MatchingBlock> blocks =
        turned.blocks().stream()
            .map(
                block ->
                    new MatchingBlock(block.expertStart(), block.predictionStart(), block.size()))
            .toList();
    return new Explanation(turned.value(), blocks, turned.parts());
  }
}
