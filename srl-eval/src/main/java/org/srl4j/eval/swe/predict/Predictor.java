package org.srl4j.eval.swe.predict;

import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.SourceTree;

/** Makes a patch for an instance. */
@FunctionalInterface
public interface Predictor {

  /**
   * Tries to resolve an instance. What a policy writes never makes this fail; it is counted.
   *
   * @param instance its issue; only oracles look at more
   * @param tree the files at its base commit
   * @throws IllegalArgumentException if the instance itself is unusable; the message says why
   */
  Attempt predict(SweInstance instance, SourceTree tree);
}
