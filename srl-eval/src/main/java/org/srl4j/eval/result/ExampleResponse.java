package org.srl4j.eval.result;

import java.util.Objects;
import org.srl4j.eval.metric.Verdict;

/**
 * A response to read.
 *
 * @param problem the problem's id
 * @param mode {@code greedy} or {@code sampled}
 * @param response what the model wrote
 * @param extracted what the grader compared; empty if it found nothing
 * @param rule the grader's rule that decided
 * @param verdict what became of it
 */
public record ExampleResponse(
    String problem, String mode, String response, String extracted, String rule, Verdict verdict) {

  /** Rejects missing parts. */
  public ExampleResponse {
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(response, "response");
    Objects.requireNonNull(extracted, "extracted");
    Objects.requireNonNull(verdict, "verdict");
  }
}
