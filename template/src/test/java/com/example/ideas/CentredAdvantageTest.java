package com.example.ideas;

import org.srl4j.core.advantage.AdvantageContract;
import org.srl4j.core.advantage.AdvantageEstimator;

class CentredAdvantageTest extends AdvantageContract {
  @Override
  protected AdvantageEstimator estimator() {
    return new CentredAdvantage();
  }
}
