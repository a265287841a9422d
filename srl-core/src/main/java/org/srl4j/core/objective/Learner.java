package org.srl4j.core.objective;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.srl4j.core.data.Experience;

/** A policy's parameters, an objective and an optimiser: takes one update a call. */
public interface Learner extends AutoCloseable {

  /**
   * One optimiser update on a batch: micro-batches, objective, gradient clipping, optimiser.
   *
   * @param batch at least one experience; the order does not matter beyond rounding
   * @param learningRate this update's learning rate, at least 0
   * @return metrics under TRL's names: {@code loss}, {@code grad_norm}, {@code entropy}, ...
   */
  UpdateStats update(List<Experience> batch, double learningRate);

  /** A copy of the policy's parameters, for keeping the best. */
  float[] parameters();

  /** Sets the policy's parameters; the optimiser's state stays. */
  void setParameters(float[] parameters);

  /** Writes the policy (weights, config, tokenizer) and the optimiser's state into a folder. */
  void save(Path folder) throws IOException;

  /** Reads back what {@link #save} wrote; training then continues as if it had not stopped. */
  void load(Path folder) throws IOException;

  /** Releases native memory. */
  @Override
  void close();
}
