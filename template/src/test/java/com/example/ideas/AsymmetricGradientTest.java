package com.example.ideas;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.srl4j.core.objective.Objective;
import org.srl4j.core.objective.ObjectiveContract;

class AsymmetricGradientTest extends ObjectiveContract {
  @Override
  protected Objective objective() {
    return AsymmetricGradient.defaults();
  }

  @Test
  void aNegativeWeightIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new AsymmetricGradient(-0.1));
  }
}
