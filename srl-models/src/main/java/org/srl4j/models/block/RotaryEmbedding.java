package org.srl4j.models.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.graph.GraphBlock;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.TokenLayout;

/**
 * Rotates the pairs (i, i + D/2) of every head by position times base^(-2i/D) (Su et al.,
 * arXiv:2104.09864, section 3.4.2, in Hugging Face's half-split layout), or by what a scaling makes
 * of it. Input and output [B, T, H * D]; positions count from 0, or are those of a packed row.
 *
 * @param heads H
 * @param headSize D, even
 * @param base longest wavelength over 2 pi
 * @param scaling of the frequencies
 */
public record RotaryEmbedding(int heads, int headSize, double base, RotaryScaling scaling)
    implements GraphBlock {

  /** Rejects an odd head size. */
  public RotaryEmbedding {
    if (headSize % 2 != 0) {
      throw new IllegalArgumentException("headSize: must be even to be rotated, got " + headSize);
    }
  }

  /** Without scaling. */
  public RotaryEmbedding(int heads, int headSize, double base) {
    this(heads, headSize, base, RotaryScaling.NONE);
  }

  @Override
  public SDVariable define(GraphScope scope, SDVariable x) {
    List<SDVariable> inputs = new ArrayList<>(List.of(x));
    scope.layout().ifPresent(layout -> inputs.add(layout.positions()));
    double[] frequencies = frequencies();
    Map<String, Double> attributes = new HashMap<>();
    attributes.put("head_size", (double) headSize);
    attributes.put("amplitude", scaling.amplitude());
    for (int i = 0; i < frequencies.length; i++) {
      attributes.put("frequency_" + i, frequencies[i]);
    }
    return scope.region("rotary", attributes, inputs, () -> compose(scope, x, frequencies));
  }

  private double[] frequencies() {
    double[] frequencies = new double[headSize / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = scaling.frequency(i, frequencies.length, base);
    }
    return frequencies;
  }

  private SDVariable compose(GraphScope scope, SDVariable x, double[] frequencies) {
    SameDiff sd = scope.sameDiff();
    int b = scope.batch();
    int t = scope.length();
    int h = heads;
    int half = headSize / 2;
    SDVariable split = x.reshape(b, t, h, headSize);
    SDVariable first = sd.slice(split, new int[] {0, 0, 0, 0}, b, t, h, half);
    SDVariable second = sd.slice(split, new int[] {0, 0, 0, half}, b, t, h, half);
    SDVariable angles = angles(scope, frequencies);
    SDVariable cos = amplified(sd, sd.math().cos(angles)).castTo(scope.dataType());
    SDVariable sin = amplified(sd, sd.math().sin(angles)).castTo(scope.dataType());
    SDVariable rotatedFirst = first.mul(cos).sub(second.mul(sin));
    SDVariable rotatedSecond = second.mul(cos).add(first.mul(sin));
    return sd.concat(3, rotatedFirst, rotatedSecond).reshape(b, t, h * headSize);
  }

  private SDVariable amplified(SameDiff sd, SDVariable wave) {
    double amplitude = scaling.amplitude();
    return amplitude == 1 ? wave : wave.mul(sd.constant(Nd4j.scalar(DataType.DOUBLE, amplitude)));
  }

  /** Position times frequency, [1, T, 1, D/2], in double precision. */
  private static SDVariable angles(GraphScope scope, double[] frequencies) {
    SameDiff sd = scope.sameDiff();
    int t = scope.length();
    SDVariable positions =
        scope
            .layout()
            .map(TokenLayout::positions)
            .orElseGet(() -> sd.constant(Nd4j.arange(t)))
            .castTo(DataType.DOUBLE);
    SDVariable frequency = sd.constant(Nd4j.createFromArray(frequencies));
    return positions.reshape(1, t, 1, 1).mul(frequency.reshape(1, 1, 1, frequencies.length));
  }
}
