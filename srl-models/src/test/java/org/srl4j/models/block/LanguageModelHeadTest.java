package org.srl4j.models.block;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;
import org.srl4j.core.testing.GraphBlockContract;

class LanguageModelHeadTest {
  private static final int VOCABULARY = 21;
  private static final int SIZE = 6;

  @Nested
  class AtTemperatureOne extends Contract {
    @Override
    double temperature() {
      return 1;
    }
  }

  @Nested
  class AtAnotherTemperature extends Contract {
    @Override
    double temperature() {
      return 0.6;
    }
  }

  /** The head's weight is the embedding's table, so its gradient has two parts. */
  @Nested
  class Tied extends Contract {
    @Override
    double temperature() {
      return 1.3;
    }

    @Override
    SDVariable hidden(GraphScope scope) {
      SDVariable ids = scope.input("ids", DataType.INT32, scope.batch(), scope.length());
      return new TokenEmbedding(VOCABULARY, SIZE, 1)
          .define(scope.child("head"), ids)
          .reshape(scope.rows(), SIZE);
    }

    @Override
    protected Map<String, float[]> inputs(int batch, int length) {
      return Map.of(
          "targets", ids("targets", VOCABULARY, batch, length),
          "ids", ids("ids", VOCABULARY, batch, length));
    }
  }

  abstract static class Contract extends GraphBlockContract {
    abstract double temperature();

    SDVariable hidden(GraphScope scope) {
      return floatInput(scope, "hidden", scope.rows(), SIZE);
    }

    @Override
    protected List<SDVariable> define(GraphScope scope) {
      SDVariable hidden = hidden(scope);
      SDVariable weight =
          scope.child("head").parameter("weight", Initialisation.normal(1), VOCABULARY, SIZE);
      SDVariable targets = scope.input("targets", DataType.INT32, scope.rows());
      LanguageModelHead head = new LanguageModelHead(VOCABULARY, temperature());
      LanguageModelHead.Scores scores = head.score(scope, hidden, weight, targets);
      List<SDVariable> distribution = head.distribution(scope, hidden, weight);
      return List.of(
          scores.tokenLogProb(), scores.entropy(), distribution.get(0), distribution.get(1));
    }

    @Override
    protected Map<String, float[]> inputs(int batch, int length) {
      return Map.of("targets", ids("targets", VOCABULARY, batch, length));
    }
  }
}
