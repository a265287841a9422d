package org.srl4j.eval.result;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.srl4j.eval.metric.ProblemOutcome;

/**
 * One problem in a report.
 *
 * @param row its place in the data file, counted from 1
 * @param question what was asked
 * @param golds accepted answers
 * @param facts what the data file says of it, e.g. level and subject
 * @param outcome verdicts, counts and lengths
 * @param majorityRight whether the largest class of equal answers is right; null without samples
 * @param answerClasses classes of answers that mean different things; 0 without samples
 */
public record ProblemResult(
    int row,
    String question,
    List<String> golds,
    SortedMap<String, String> facts,
    ProblemOutcome outcome,
    Boolean majorityRight,
    int answerClasses) {

  /** Copies the collections. */
  public ProblemResult {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(outcome, "outcome");
    golds = List.copyOf(golds);
    facts = sorted(facts);
  }

  private static SortedMap<String, String> sorted(Map<String, String> facts) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }
}
