package org.srl4j.models.block;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.graph.GraphBlock;
import org.srl4j.core.graph.GraphScope;

/**
 * Rotates the pairs (i, i + D/2) of every head by position times base^(-2i/D) (Su et al.,
 * arXiv:2104.09864, section 3.4.2, in Hugging Face's half-split layout). Input and output [B, T, H
 * * D]; positions count from 0.
 *
 * @param heads H
 * @param headSize D, even
 * @param base longest wavelength over 2 pi
 */
public record RotaryEmbedding(int heads, int headSize, double base) implements GraphBlock {

  /** Rejects an odd head size. */
  public RotaryEmbedding {
    if (headSize % 2 != 0) {
      throw new IllegalArgumentException("headSize: must be even to be rotated, got " + headSize);
    }
  }

  @Override
  public SDVariable define(GraphScope scope, SDVariable x) {
    return scope.region(
        "rotary",
        Map.of("head_size", (double) headSize, "base", base),
        List.of(x),
        () -> compose(scope, x));
  }

  private SDVariable compose(GraphScope scope, SDVariable x) {
    SameDiff sd = scope.sameDiff();
    int b = scope.batch();
    int t = scope.length();
    int h = heads;
    int half = headSize / 2;
    SDVariable split = x.reshape(b, t, h, headSize);
    SDVariable first = sd.slice(split, new int[] {0, 0, 0, 0}, b, t, h, half);
    SDVariable second = sd.slice(split, new int[] {0, 0, 0, half}, b, t, h, half);
    SDVariable cos = angles(scope, t, true);
    SDVariable sin = angles(scope, t, false);
    SDVariable rotatedFirst = first.mul(cos).sub(second.mul(sin));
    SDVariable rotatedSecond = second.mul(cos).add(first.mul(sin));
    return sd.concat(3, rotatedFirst, rotatedSecond).reshape(b, t, h * headSize);
  }

  /** Cosines or sines, [1, T, 1, D/2]. */
  private SDVariable angles(GraphScope scope, int positions, boolean cosine) {
    int half = headSize / 2;
    INDArray table = Nd4j.create(scope.dataType(), 1, positions, 1, half);
    for (int p = 0; p < positions; p++) {
      for (int i = 0; i < half; i++) {
        double angle = p * StrictMath.pow(base, -(double) i / half);
        table.putScalar(
            new int[] {0, p, 0, i}, cosine ? StrictMath.cos(angle) : StrictMath.sin(angle));
      }
    }
    return scope.sameDiff().constant(table);
  }
}
