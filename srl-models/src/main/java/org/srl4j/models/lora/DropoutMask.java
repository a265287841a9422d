package org.srl4j.models.lora;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.graph.GraphScope;

/**
 * Which elements dropout keeps (Srivastava et al., 2014): a function of the row's key, the column
 * and the layer's name, so that neither batch nor order of runs changes it.
 *
 * <p>h = key a + column b + layer, then three times h = h^2 + key mod p, all in doubles that hold
 * these integers exactly; an element is kept if h / p is at least the rate.
 *
 * @param rate share of elements that are set to 0, in (0, 1)
 */
public record DropoutMask(double rate) {
  /** Name of the graph's input of keys, [N], integers in [0, 2^24). */
  public static final String KEYS = "dropout_keys";

  /** The largest prime below 2^26: squares of residues stay below 2^52. */
  private static final long PRIME = 67_108_859;

  private static final long ROW = 48_271_033;
  private static final long COLUMN = 39_916_801;
  private static final int KEY_BITS = 24;
  private static final int ROUNDS = 3;

  /** A row's key. */
  public static int key(long update, int sequence, int position) {
    return (int) (Seeds.derive(update, sequence, position) >>> (Long.SIZE - KEY_BITS));
  }

  /** 1 / (1 - rate) where kept, else 0; [N, columns]. */
  SDVariable of(GraphScope scope, int columns) {
    SameDiff sd = scope.sameDiff();
    SDVariable key =
        scope.input(KEYS, DataType.INT32, scope.rows()).castTo(DataType.DOUBLE).reshape(-1, 1);
    SDVariable prime = constant(scope, PRIME);
    SDVariable h =
        sd.math().floorMod(key.mul(constant(scope, ROW)).add(offsets(scope, columns)), prime);
    for (int round = 0; round < ROUNDS; round++) {
      h = sd.math().floorMod(h.mul(h).add(key), prime);
    }
    SDVariable kept = sd.gte(h, constant(scope, rate * PRIME)).castTo(scope.dataType());
    INDArray scale = Nd4j.scalar(scope.dataType(), 1 / (1 - rate));
    return kept.mul(sd.constant(scale));
  }

  private static SDVariable constant(GraphScope scope, double value) {
    return scope.sameDiff().constant(Nd4j.scalar(DataType.DOUBLE, value));
  }

  /** What column and layer add, [1, columns], below p. */
  private static SDVariable offsets(GraphScope scope, int columns) {
    long layer = Math.floorMod(scope.path().hashCode(), PRIME);
    double[] values = new double[columns];
    for (int j = 0; j < columns; j++) {
      values[j] = (j * COLUMN + layer) % PRIME;
    }
    return scope.sameDiff().constant(Nd4j.createFromArray(values).reshape(1, columns));
  }

  /** The same for one element, in plain Java. */
  static boolean keeps(double rate, int key, String layer, int column) {
    long h =
        (key * ROW + (column * COLUMN + Math.floorMod(layer.hashCode(), PRIME)) % PRIME) % PRIME;
    for (int round = 0; round < ROUNDS; round++) {
      h = (h * h + key) % PRIME;
    }
    return h >= rate * PRIME;
  }
}
