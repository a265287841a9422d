package org.srl4j.eval.bench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import org.srl4j.core.reward.Granularity;
import org.srl4j.core.reward.SequenceMatcherSimilarity;

/** Similarities of all pairs, one after the other. */
final class PairRatios implements Engine {
  private final List<TextPairs.Pair> pairs;
  private final SequenceMatcherSimilarity similarity;

  PairRatios(List<TextPairs.Pair> pairs, boolean autojunk) {
    this.pairs = pairs;
    this.similarity = new SequenceMatcherSimilarity(autojunk, Granularity.CHARACTERS);
  }

  /** The CRC-32 of all ratios' bits, big-endian: equal only if every bit is. */
  @Override
  public double run() {
    ByteBuffer bits = ByteBuffer.allocate(Double.BYTES * pairs.size());
    for (TextPairs.Pair pair : pairs) {
      bits.putDouble(similarity.apply(pair.prediction(), pair.expert()));
    }
    CRC32 checksum = new CRC32();
    checksum.update(bits.array());
    return checksum.getValue();
  }
}
