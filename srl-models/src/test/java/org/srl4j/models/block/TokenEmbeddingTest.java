package org.srl4j.models.block;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.testing.GraphBlockContract;

/** Ten tokens of six ids: some id occurs twice, so gradients of rows add up. */
class TokenEmbeddingTest extends GraphBlockContract {
  private static final int VOCABULARY = 6;

  @Override
  protected List<SDVariable> define(GraphScope scope) {
    SDVariable ids = scope.input("ids", DataType.INT32, scope.batch(), scope.length());
    return List.of(new TokenEmbedding(VOCABULARY, 5, 0.5).define(scope, ids));
  }

  @Override
  protected Map<String, float[]> inputs(int batch, int length) {
    return Map.of("ids", ids("ids", VOCABULARY, batch, length));
  }
}
