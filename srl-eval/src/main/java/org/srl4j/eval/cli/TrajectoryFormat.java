package org.srl4j.eval.cli;

import org.srl4j.core.prepare.Gsm8kReader;
import org.srl4j.core.prepare.JsonlTrajectoryReader;
import org.srl4j.core.prepare.MathShepherdReader;
import org.srl4j.core.prepare.S1kReader;
import org.srl4j.core.prepare.TrajectoryReader;

/** Formats of expert trajectories, by the names of the command line. */
enum TrajectoryFormat {
  GSM8K("gsm8k"),
  S1K("s1k"),
  MATH_SHEPHERD("math-shepherd"),
  JSONL("jsonl");

  private final String label;

  TrajectoryFormat(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }

  /**
   * The reader of this format.
   *
   * @param keepMarks whether calculator marks stay, where the format has any
   * @throws IllegalArgumentException if they are to stay but the format has none
   */
  TrajectoryReader reader(boolean keepMarks) {
    if (keepMarks && this != GSM8K && this != MATH_SHEPHERD) {
      throw new IllegalArgumentException(
          "--keep-marks: only gsm8k and math-shepherd have calculator marks, got --format "
              + label);
    }
    return switch (this) {
      case GSM8K -> new Gsm8kReader(keepMarks);
      case S1K -> new S1kReader();
      case MATH_SHEPHERD -> new MathShepherdReader(false, keepMarks);
      case JSONL -> new JsonlTrajectoryReader();
    };
  }
}
