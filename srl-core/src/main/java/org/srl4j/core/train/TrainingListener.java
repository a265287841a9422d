package org.srl4j.core.train;

import org.srl4j.core.objective.UpdateStats;

/** Is told what happens in the loop, in the loop's thread. An exception ends training. */
public interface TrainingListener {

  /**
   * Training starts or goes on.
   *
   * @param state where it starts; rows of later updates that a listener wrote before a crash are
   *     void
   */
  default void beforeTraining(TrainerState state) {}

  /**
   * A collection was made and scored, and no update on it yet.
   *
   * @param collection its number, from 0
   * @param batch groups with scores and advantages, experiences, metrics
   */
  default void afterCollection(long collection, ExperienceBatch batch) {}

  /**
   * An update was made, or skipped because its collection is empty.
   *
   * @param update updates made so far; 0 for the validation before training
   * @param stats all metrics of this update; those of a collection come with its first update, a
   *     validation with the last update before it
   */
  default void afterUpdate(long update, UpdateStats stats) {}

  /** A checkpoint is about to be saved: what was written so far must outlive it. */
  default void beforeCheckpoint() {}

  /** Training ended and the best parameters are back in place. */
  default void afterTraining(TrainingResult result) {}
}
