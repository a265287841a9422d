package org.srl4j.eval.result;

import java.util.Objects;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.sample.Sample;

/**
 * A response and what a grader says of it.
 *
 * @param sample the response
 * @param grade against the gold answer it means, or else the first one that could be compared
 * @param formatted whether the format that the task asks for was found
 */
public record GradedSample(Sample sample, Grade grade, boolean formatted) {

  /** Rejects missing parts. */
  public GradedSample {
    Objects.requireNonNull(sample, "sample");
    Objects.requireNonNull(grade, "grade");
  }

  /** The verdict; {@link Verdict#INVALID} = unparsable. */
  public Verdict verdict() {
    if (grade.unparsable()) {
      return Verdict.INVALID;
    }
    return grade.equivalent() ? Verdict.SOLVED : Verdict.UNSOLVED;
  }
}
