package org.srl4j.core.reward;

import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.srl4j.core.answer.Spoken;

/**
 * The verifiable reward of RLVR: 1 if the extracted answer equals the gold answer, else 0.
 *
 * <p>Verdicts: {@code right} (1), {@code wrong} (0), {@code unparsable} (0; no answer was found,
 * which metrics should count apart from wrong answers), and with a gate its verdict for a broken
 * format (0, not -1: the paper's RLVR has no format penalty). What was only thought is never
 * searched for an answer, see {@link Spoken}. Scores have no parts.
 *
 * @param extractor finds the answer in a text, see {@link Answers}
 * @param equality compares (extracted answer, gold answer)
 * @param gate if present, the format must be kept and the answer is looked for in the action
 */
public record AnswerReward(
    Function<String, Optional<String>> extractor,
    BiPredicate<String, String> equality,
    Optional<FormatGate> gate)
    implements Reward {

  /** Rejects missing parts. */
  public AnswerReward {
    Objects.requireNonNull(extractor, "extractor");
    Objects.requireNonNull(equality, "equality");
    Objects.requireNonNull(gate, "gate");
  }

  /**
   * Any format, numbers compared by value.
   *
   * @param extractor finds the answer in a text
   */
  public AnswerReward(Function<String, Optional<String>> extractor) {
    this(extractor, Answers::equal, Optional.empty());
  }

  /**
   * The same reward that gives 0 to a broken format.
   *
   * @param required what the completion must look like
   * @return a new reward
   */
  public AnswerReward withFormat(FormatGate required) {
    return new AnswerReward(extractor, equality, Optional.of(required));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the gold answer is blank: nothing could be verified
   */
  @Override
  public Score score(String completion, String reference) {
    if (reference.isBlank()) {
      throw new IllegalArgumentException(
          "reference: the gold answer is blank; leave such problems out of RLVR");
    }
    String text = Spoken.of(completion);
    if (gate.isPresent()) {
      FormatGate.Parsed parsed = gate.get().parse(completion);
      if (!parsed.isOk()) {
        return Score.of(0, parsed.verdict().label());
      }
      text = parsed.action();
    }
    Optional<String> answer = extractor.apply(text);
    if (answer.isEmpty()) {
      return Score.of(0, "unparsable");
    }
    return equality.test(answer.get(), reference) ? Score.of(1, "right") : Score.of(0, "wrong");
  }
}
