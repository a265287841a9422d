package org.srl4j.eval.swe.prompt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Picks one of several candidates by vote, as Agentless does: those with the same normal form vote
 * for each other, the most votes win, the first of equals. Candidates without a patch do not vote.
 *
 * <p>The normal form is the changed files as they are afterwards, without blank lines and without
 * white space at ends of lines. Agentless also drops comments and docstrings, by a parser of
 * Python.
 */
public final class Majority {
  private Majority() {}

  /**
   * The winner.
   *
   * @param candidates at least one, in the order of sampling
   * @return the first candidate with the winning normal form; the first one if none has a patch
   */
  public static Candidate of(List<Candidate> candidates) {
    Map<String, Integer> votes = new LinkedHashMap<>();
    candidates.stream()
        .filter(Candidate::isPatched)
        .forEach(candidate -> votes.merge(candidate.normalForm(), 1, Integer::sum));
    int most = votes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return candidates.stream()
        .filter(candidate -> candidate.isPatched() && votes.get(candidate.normalForm()) == most)
        .findFirst()
        .orElse(candidates.get(0));
  }
}
