package org.srl4j.eval.harness;

import java.util.List;
import java.util.Objects;
import org.srl4j.core.data.Problem;
import org.srl4j.core.policy.Policy;
import org.srl4j.core.train.Validator;
import org.srl4j.eval.task.Decoding;

/**
 * Held-out task accuracy, by which checkpoints and learning rates are chosen: the share of right
 * rollouts, one greedy and some sampled a problem.
 *
 * @param evaluator how often and how
 * @param problems the validation split
 * @param decodings the best of these counts, so that no method loses by the way it is asked
 */
public record HeldOutValidator(
    TaskEvaluator evaluator, List<Problem> problems, List<Decoding> decodings)
    implements Validator {

  /** Copies the lists. */
  public HeldOutValidator {
    Objects.requireNonNull(evaluator, "evaluator");
    problems = List.copyOf(problems);
    decodings = List.copyOf(decodings);
  }

  @Override
  public double accuracy(Policy policy) {
    return decodings.stream()
        .mapToDouble(d -> evaluator.evaluate(policy, problems, d).pooledAccuracy())
        .max()
        .orElseThrow();
  }
}
