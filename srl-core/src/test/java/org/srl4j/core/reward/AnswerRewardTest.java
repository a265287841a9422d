package org.srl4j.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerRewardTest extends RewardContract {

  private final AnswerReward reward = new AnswerReward(Answers.boxed());

  @Override
  protected Reward reward() {
    return reward.withFormat(new FormatGate());
  }

  @Override
  protected String reference() {
    return "1234";
  }

  @Override
  protected String bestCompletion() {
    return "<think>t</think> so it is \\boxed{1,234}.";
  }

  @Override
  protected double lowest() {
    return 0;
  }

  @Override
  protected double highest() {
    return 1;
  }

  @Override
  protected double valueFromParts(Score score) {
    return score.verdict().equals("right") ? 1 : 0;
  }

  @ParameterizedTest
  @CsvSource({
    "'so \\boxed{12}', 1, right",
    "'so \\boxed{12.0}', 1, right",
    "'so \\boxed{21}', 0, wrong",
    "'so 12', 0, unparsable",
    "'so \\boxed{ }', 0, unparsable",
    "'\\boxed{12} or \\boxed{13}', 0, wrong", // the last one counts
  })
  void rightWrongAndUnparsableAreToldApart(String completion, double value, String verdict) {
    assertEquals(Score.of(value, verdict), reward.score(completion, "12"));
  }

  @Test
  void gateLooksAtTheActionOnlyAndGivesZero() {
    AnswerReward strict = reward.withFormat(new FormatGate());
    assertEquals(Score.of(0, "missing_think"), strict.score("\\boxed{12}", "12"));
    assertEquals(Score.of(0, "unparsable"), strict.score("<think>\\boxed{12}</think> done", "12"));
    assertEquals(Score.of(1, "right"), strict.score("<think>t</think> \\boxed{12}", "12"));
  }

  @Test
  void blankGoldAnswerIsAnErrorNotAReward() {
    assertThrows(IllegalArgumentException.class, () -> reward.score("\\boxed{}", " "));
  }
}
