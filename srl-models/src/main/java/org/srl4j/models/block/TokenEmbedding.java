package org.srl4j.models.block;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.srl4j.core.graph.GraphBlock;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;

/**
 * Rows of a table by token id. Input ids [B, T] of an integer type, output [B, T, C].
 *
 * @param vocabularySize V
 * @param size C
 * @param standardDeviation of the table's normal initialisation
 */
public record TokenEmbedding(int vocabularySize, int size, double standardDeviation)
    implements GraphBlock {

  @Override
  public SDVariable define(GraphScope scope, SDVariable ids) {
    SDVariable table = table(scope);
    SDVariable rows =
        scope.region("embedding", Map.of(), List.of(ids, table), () -> compose(scope, ids, table));
    return rows.reshape(scope.batch(), scope.length(), size);
  }

  /** The table [V, C]; a tied head uses the same variable. */
  public SDVariable table(GraphScope scope) {
    return scope.parameter(
        "weight", Initialisation.normal(standardDeviation), vocabularySize, size);
  }

  /** One-hot times table: the gradient of {@code gather} is wrong in ND4J 1.0.0-M2.1. */
  private SDVariable compose(GraphScope scope, SDVariable ids, SDVariable table) {
    SameDiff sd = scope.sameDiff();
    SDVariable oneHot = sd.oneHot(ids.reshape(-1), vocabularySize, -1, 1, 0, scope.dataType());
    return sd.mmul(oneHot, table);
  }
}
