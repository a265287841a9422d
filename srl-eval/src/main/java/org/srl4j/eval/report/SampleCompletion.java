package org.srl4j.eval.report;

import java.util.List;
import java.util.Objects;
import org.srl4j.eval.metric.Verdict;

/**
 * One held-out completion to read.
 *
 * @param problemId the problem
 * @param decoding decoding mode, as in {@link RunResult#decodings}
 * @param prompt what the policy saw first
 * @param turns what it wrote, one text a turn, at least one
 * @param expertText the expert's solution; empty when there is none
 * @param verdict what became of it
 */
public record SampleCompletion(
    String problemId,
    String decoding,
    String prompt,
    List<String> turns,
    String expertText,
    Verdict verdict) {

  /** Copies the turns and rejects missing parts. */
  public SampleCompletion {
    Objects.requireNonNull(problemId, "problemId");
    Objects.requireNonNull(decoding, "decoding");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(expertText, "expertText");
    Objects.requireNonNull(verdict, "verdict");
    turns = List.copyOf(turns);
    if (turns.isEmpty()) {
      throw new IllegalArgumentException(
          "turns: needs at least one text, got 0 for problem " + problemId);
    }
  }
}
