package org.srl4j.models.lora;

import java.util.Arrays;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;
import org.srl4j.core.graph.LinearAdapter;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.block.LayerDesign;
import org.srl4j.models.decoder.Decoder;

/**
 * y + ((x A^T) scale) B^T (Hu et al., arXiv:2106.09685, section 4.1), A [r, in] and B [out, r]
 * under PEFT's names. A starts uniform in +-1 / sqrt(in), as in PEFT (Kaiming's with slope
 * sqrt(5)), B at 0, so at its start an adapter changes nothing.
 *
 * @param config what is adapted and how
 * @param training whether dropout acts; x is then divided by 1 - dropout
 */
public record LowRankAdapter(LoraConfig config, boolean training) implements LinearAdapter {
  /** Name of A below the layer's. */
  public static final String A = "lora_A";

  /** Name of B below the layer's. */
  public static final String B = "lora_B";

  @Override
  public SDVariable adapt(GraphScope scope, Layer layer, SDVariable x, SDVariable y) {
    if (!config.adapts(scope.path())) {
      return y;
    }
    SameDiff sd = scope.sameDiff();
    int rank = config.rank();
    SDVariable a =
        scope
            .child(A)
            .parameter(
                "weight", Initialisation.uniform(1 / Math.sqrt(layer.in())), rank, layer.in());
    SDVariable b =
        scope.child(B).parameter("weight", Initialisation.constant(0), layer.out(), rank);
    boolean drops = training && config.dropout() > 0;
    SDVariable seen = drops ? x.mul(new DropoutMask(config.dropout()).of(scope, layer.in())) : x;
    SDVariable inner = sd.mmul(seen, a, false, true, false).mul(scale(scope));
    return y.add(sd.mmul(inner, b, false, true, false));
  }

  /** Names, shapes and initialisations of an adapter's A and B, in the order of the graph. */
  public static List<ParameterSpec> parameters(LoraConfig config, DecoderConfig decoder) {
    return parameters(config, decoder, LayerDesign.STOCK);
  }

  /** The same for layers of another design. */
  public static List<ParameterSpec> parameters(
      LoraConfig config, DecoderConfig decoder, LayerDesign design) {
    GraphScope scope = GraphScope.onParameters(1, 2).adapting(new LowRankAdapter(config, false));
    Decoder.define(scope, decoder, design);
    List<String> base =
        Decoder.parameters(decoder, design).stream().map(ParameterSpec::name).toList();
    return scope.parameters().stream().filter(spec -> !base.contains(spec.name())).toList();
  }

  /**
   * Adds scale B A to the weights of adapted layers, summed in double precision.
   *
   * @param adapter A and B
   * @param weights changed
   */
  public static void merge(LoraConfig config, Parameters adapter, Parameters weights) {
    String end = "." + A + ".weight";
    for (ParameterSpec spec : adapter.specs()) {
      if (spec.name().endsWith(end)) {
        String layer = spec.name().substring(0, spec.name().length() - end.length());
        Slice b = adapter.slice(layer + "." + B + ".weight");
        add(config, adapter.slice(spec.name()), b, weights.slice(layer + ".weight"));
      }
    }
    weights.changed();
  }

  private static void add(LoraConfig config, Slice a, Slice b, Slice w) {
    int rank = config.rank();
    int in = a.length() / rank;
    double[] row = new double[in];
    for (int i = 0; i < b.length() / rank; i++) {
      Arrays.fill(row, 0);
      for (int r = 0; r < rank; r++) {
        double factor = config.scale() * b.data()[b.offset() + i * rank + r];
        for (int j = 0; j < in; j++) {
          row[j] += factor * a.data()[a.offset() + r * in + j];
        }
      }
      int at = w.offset() + i * in;
      for (int j = 0; j < in; j++) {
        w.data()[at + j] = (float) (w.data()[at + j] + row[j]);
      }
    }
  }

  /**
   * The scale once a column: a product of a matrix and a vector has a kernel, a scalar has none.
   */
  private SDVariable scale(GraphScope scope) {
    INDArray column = Nd4j.create(DataType.DOUBLE, config.rank()).assign(config.scale());
    return scope.sameDiff().constant(column.castTo(scope.dataType()));
  }
}
