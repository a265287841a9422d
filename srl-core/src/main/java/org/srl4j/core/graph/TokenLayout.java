package org.srl4j.core.graph;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How the tokens of one packed row belong together: many sequences lie one after another, and those
 * with a common beginning share it.
 *
 * <p>A <em>span</em> is a stretch of the row. Token i sees itself, the earlier tokens of its own
 * span, and one earlier span in full, its prefix (or none). A block that lets positions look at
 * each other must honour this; a block that works on every position alone need not care.
 *
 * <p>Axis T = tokens of the row.
 *
 * @param positions [T], integers: place of every token in its own sequence, from 0
 * @param visible [3, T], integers: where the token's span begins, where its prefix begins, and
 *     where its prefix ends (exclusive; equal to the beginning when there is none)
 */
public record TokenLayout(SDVariable positions, SDVariable visible) {
  /** Name of the input of positions. */
  public static final String POSITIONS = "positions";

  /** Name of the input of spans. */
  public static final String VISIBLE = "visible";

  private static final double INVISIBLE = -1e9;

  /** The inputs in a graph. */
  static TokenLayout of(GraphScope scope) {
    int t = scope.length();
    return new TokenLayout(
        scope.input(POSITIONS, DataType.INT32, t), scope.input(VISIBLE, DataType.INT32, 3, t));
  }

  /** 0 where key j is visible to query i, -1e9 where it is not; [1, 1, T, T]. */
  public SDVariable mask(GraphScope scope) {
    return mask(scope, 0);
  }

  /**
   * The same where a token sees no more than the last ones of its sequence.
   *
   * @param window how many, itself among them; 0 = all of them
   */
  public SDVariable mask(GraphScope scope, int window) {
    SameDiff sd = scope.sameDiff();
    int t = scope.length();
    SDVariable keys = sd.constant(Nd4j.arange(t).reshape(1, t).castTo(DataType.INT32));
    SDVariable queries = sd.constant(Nd4j.arange(t).reshape(t, 1).castTo(DataType.INT32));
    SDVariable own =
        number(scope, sd.lte(keys, queries)).mul(number(scope, sd.gte(keys, row(sd, 0, t))));
    SDVariable prefix =
        number(scope, sd.gte(keys, row(sd, 1, t))).mul(number(scope, sd.lt(keys, row(sd, 2, t))));
    SDVariable seen = own.add(prefix);
    if (window > 0) {
      SDVariable back = positions.reshape(t, 1).sub(positions.reshape(1, t));
      SDVariable limit = sd.constant(Nd4j.scalar(DataType.INT32, window));
      seen = seen.mul(number(scope, sd.lt(back, limit)));
    }
    return seen.sub(scope.constant(1)).mul(scope.constant(-INVISIBLE)).reshape(1, 1, t, t);
  }

  /** One row of {@link #visible} as a column, [T, 1]. */
  private SDVariable row(SameDiff sd, int index, int t) {
    return sd.slice(visible, new int[] {index, 0}, 1, t).reshape(t, 1);
  }

  private static SDVariable number(GraphScope scope, SDVariable truth) {
    return truth.castTo(scope.dataType());
  }
}
