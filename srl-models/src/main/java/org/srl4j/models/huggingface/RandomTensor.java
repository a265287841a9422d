package org.srl4j.models.huggingface;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.decoder.Decoder;
import org.srl4j.models.io.SafeTensors;
import org.srl4j.models.io.WritableTensor;

/**
 * A tensor of a model that nobody has trained, drawn while it is written, as transformers starts
 * one: matrices normal with standard deviation 0.02, gains 1, biases 0. Every stretch has a seed of
 * its own, so the values depend on the seed and the place alone.
 *
 * @param spec name, shape, and for vectors the constant
 * @param seed of this tensor
 */
record RandomTensor(ParameterSpec spec, long seed) implements WritableTensor {
  private static final double DEVIATION = 0.02;

  /** All tensors of a model. */
  static List<RandomTensor> all(DecoderConfig config, long seed) {
    List<ParameterSpec> specs = Decoder.parameters(config);
    return IntStream.range(0, specs.size())
        .mapToObj(i -> new RandomTensor(specs.get(i), Seeds.derive(seed, i)))
        .toList();
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public long[] shape() {
    return spec.shape();
  }

  @Override
  public void copy(long first, float[] target, int count) {
    if (spec.shape().length == 1) {
      Arrays.fill(target, 0, count, (float) spec.initialisation().constant());
      return;
    }
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, first / SafeTensors.STRETCH));
    for (int i = 0; i < count; i++) {
      target[i] = (float) (random.nextGaussian() * DEVIATION);
    }
  }
}
