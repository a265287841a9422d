package org.srl4j.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Reward} must keep. Subclass it and hand over yours. */
public abstract class RewardContract {

  /** The reward under test. */
  protected abstract Reward reward();

  /** A reference that fits the reward. */
  protected abstract String reference();

  /** A completion that earns the highest value for the reference. */
  protected abstract String bestCompletion();

  /** The lowest value the reward may give. */
  protected abstract double lowest();

  /** The highest value the reward may give. */
  protected abstract double highest();

  /** The value recomputed from the parts of a score, as the reward's Javadoc says. */
  protected abstract double valueFromParts(Score score);

  @Test
  void bestCompletionEarnsTheHighestValue() {
    assertEquals(highest(), reward().score(bestCompletion(), reference()).value());
  }

  @Test
  void valuesStayInRange() {
    for (String completion : completions()) {
      double value = reward().score(completion, reference()).value();
      assertTrue(value >= lowest() && value <= highest(), () -> value + " for " + completion);
    }
  }

  @Test
  void sameInputsGiveTheSameScore() {
    for (String completion : completions()) {
      assertEquals(
          reward().score(completion, reference()), reward().score(completion, reference()));
    }
  }

  @Test
  void partsAddUpToTheValue() {
    for (String completion : completions()) {
      Score score = reward().score(completion, reference());
      assertEquals(score.value(), valueFromParts(score), completion);
    }
  }

  @Test
  void verdictsAreShortStableWords() {
    for (String completion : completions()) {
      String verdict = reward().score(completion, reference()).verdict();
      assertTrue(verdict.matches("[a-z]+(_[a-z]+)*"), verdict);
    }
  }

  @Test
  void threadsDoNotDisturbEachOther() {
    Reward shared = reward();
    List<String> completions = completions();
    List<Score> alone = completions.stream().map(c -> shared.score(c, reference())).toList();
    for (int round = 0; round < 20; round++) {
      IntStream.range(0, alone.size())
          .parallel()
          .forEach(i -> assertEquals(alone.get(i), shared.score(completions.get(i), reference())));
    }
  }

  /** The best completion, all its prefixes, and texts that no policy should write. */
  private List<String> completions() {
    List<String> completions = new ArrayList<>();
    String best = bestCompletion();
    for (int end = 0; end <= best.length(); end++) {
      completions.add(best.substring(0, end));
    }
    completions.add(best + best);
    completions.add(new StringBuilder(best).reverse().toString());
    completions.addAll(List.of(" ", "\n\n", "\ud835", "<think>", "</think>", "</think><think>"));
    return completions;
  }
}
