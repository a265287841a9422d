package org.srl4j.eval.task;

/** Parts of a task's problems; a problem is in one of them only. */
public enum Split {
  /** Problems that a method may learn from. */
  TRAIN,
  /** Problems that choose checkpoints and learning rates. */
  VALIDATION,
  /** Problems that are reported and used for nothing else. */
  TEST
}
