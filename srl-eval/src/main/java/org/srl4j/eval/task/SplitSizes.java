package org.srl4j.eval.task;

/**
 * How many problems each split has.
 *
 * @param train at least 1
 * @param validation at least 1
 * @param test at least 1
 */
public record SplitSizes(int train, int validation, int test) {

  /** Checks ranges. */
  public SplitSizes {
    if (train < 1 || validation < 1 || test < 1) {
      throw new IllegalArgumentException(
          "train, validation, test: each must be at least 1, got "
              + train
              + ", "
              + validation
              + ", "
              + test);
    }
  }

  /**
   * Size of a split.
   *
   * @param split which part
   * @return number of problems
   */
  public int of(Split split) {
    return switch (split) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }
}
