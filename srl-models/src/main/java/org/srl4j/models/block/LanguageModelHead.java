package org.srl4j.models.block;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.srl4j.core.graph.GraphScope;

/**
 * From hidden states to log-probabilities of given tokens. Axes: N = positions, C = hidden, V =
 * vocabulary.
 *
 * @param vocabularySize V
 * @param temperature divides the logits, above 0
 */
public record LanguageModelHead(int vocabularySize, double temperature) {

  /**
   * Scores of tokens.
   *
   * @param tokenLogProb [N], nats, the targets' log-probabilities
   * @param entropy [N], nats, of the distributions they were scored by
   */
  public record Scores(SDVariable tokenLogProb, SDVariable entropy) {}

  /**
   * Scores targets.
   *
   * @param hidden [N, C]
   * @param weight [V, C]
   * @param targets [N], ids
   */
  public Scores score(GraphScope scope, SDVariable hidden, SDVariable weight, SDVariable targets) {
    List<SDVariable> outputs =
        scope.regions(
            "token_log_prob",
            Map.of("transposed", 1.0, "temperature", temperature),
            List.of(hidden, weight, targets),
            () -> compose(scope, hidden, weight, targets));
    return new Scores(outputs.get(0), outputs.get(1));
  }

  private List<SDVariable> compose(
      GraphScope scope, SDVariable hidden, SDVariable weight, SDVariable targets) {
    SameDiff sd = scope.sameDiff();
    SDVariable logProbs = logProbs(scope, logits(scope, hidden, weight));
    SDVariable oneHot = sd.oneHot(targets, vocabularySize, -1, 1, 0, scope.dataType());
    SDVariable tokenLogProb = oneHot.mul(logProbs).sum(1);
    SDVariable entropy = sd.math().exp(logProbs).mul(logProbs).sum(1).neg();
    return List.of(tokenLogProb, entropy);
  }

  private SDVariable logProbs(GraphScope scope, SDVariable logits) {
    return scope.sameDiff().nn().logSoftmax(logits.mul(scope.constant(1 / temperature)));
  }

  /** Logits [N, V]. */
  public SDVariable logits(GraphScope scope, SDVariable hidden, SDVariable weight) {
    return scope.sameDiff().mmul(hidden, weight, false, true, false);
  }

  /** Log-probabilities and probabilities of all tokens, both [N, V]. */
  public List<SDVariable> distribution(GraphScope scope, SDVariable hidden, SDVariable weight) {
    SDVariable logits = logits(scope, hidden, weight);
    return scope.regions(
        "log_softmax",
        Map.of("temperature", temperature),
        List.of(logits),
        () -> {
          SDVariable logProbs = logProbs(scope, logits);
          return List.of(logProbs, scope.sameDiff().math().exp(logProbs));
        });
  }
}
