package org.srl4j.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.srl4j.core.reward.block.MatchingBlock;

class ExpertFirstTest {
  private final Similarity usual = new SequenceMatcherSimilarity();
  private final Similarity turned = new ExpertFirst(usual);

  /** The example of CPython's documentation: ratio(tide, diet) 0.25, ratio(diet, tide) 0.5. */
  @Test
  void theExpertsTextIsTheFirstArgument() {
    assertEquals(0.25, usual.apply("tide", "diet"));
    assertEquals(0.5, turned.apply("tide", "diet"));
    assertEquals(usual.apply("diet", "tide"), turned.apply("tide", "diet"));
    assertFalse(turned.isSymmetric());
  }

  /** In "xab" and "ab" the blocks of (expert, prediction) are told as (prediction, expert). */
  @Test
  void blocksAreStillPlacesInPredictionAndExpert() {
    Similarity.Explanation told = turned.explain("xab", "ab");
    assertEquals(List.of(new MatchingBlock(1, 0, 2)), told.blocks());
    assertEquals(0.8, told.value()); // 2 * 2 / 5
  }
}
