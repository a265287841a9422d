package org.srl4j.core.objective;

import java.util.Set;

class NegativeLogLikelihoodTest extends ObjectiveContract {

  @Override
  protected Objective objective() {
    return new NegativeLogLikelihood();
  }

  @Override
  protected Set<String> inputsRead() {
    return Set.of(Objective.TOKEN_WEIGHT);
  }
}
