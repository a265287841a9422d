package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.FinishReason;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.NegativeLogLikelihood;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;

class SameDiffPolicyTest {
  /** Two single-precision computations in different orders of addition; the worst seen is 1e-6. */
  private static final double LOG_PROB_TOLERANCE = 1e-5;

  private final PolicyModel model = TinyPolicies.model(1, 1);
  private final SameDiffPolicy policy = new SameDiffPolicy(model);

  private static void assertSame(Completion expected, Completion actual) {
    assertArrayEquals(expected.tokenIds(), actual.tokenIds());
    assertArrayEquals(expected.tokenLogProbs(), actual.tokenLogProbs());
    assertEquals(expected.text(), actual.text());
    assertEquals(expected.finishReason(), actual.finishReason());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.8})
  void cachedGenerationEqualsUncached(double temperature, TestReporter report) {
    Assumptions.assumeTrue(model.hasKernels(), "without kernels nothing is cached");
    List<SamplingRequest> requests = TinyPolicies.requests(8);
    SamplingConfig config = SamplingConfig.sampled(temperature, 12);
    List<Completion> cached = policy.sample(requests, config);
    double worst = 0;
    try (SameDiffPolicy plain = new SameDiffPolicy(model.withoutKernels())) {
      assertFalse(plain.model().hasKernels());
      List<Completion> uncached = plain.sample(requests, config);
      for (int i = 0; i < requests.size(); i++) {
        assertArrayEquals(uncached.get(i).tokenIds(), cached.get(i).tokenIds());
        for (int t = 0; t < cached.get(i).length(); t++) {
          double expected = uncached.get(i).tokenLogProbs()[t];
          worst = Math.max(worst, Math.abs(expected - cached.get(i).tokenLogProbs()[t]));
        }
      }
    }
    report.publishEntry("largest difference of log-probabilities", Double.toString(worst));
    assertTrue(worst < LOG_PROB_TOLERANCE, "difference " + worst);
  }

  @Test
  void aSampledTokensLogProbIsThatOfTokenLogProbs() {
    List<SamplingRequest> requests = TinyPolicies.requests(30);
    List<Completion> completions = policy.sample(requests, SamplingConfig.sampled(1, 20));
    List<int[]> sequences = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      int[] prompt = requests.get(i).promptIds();
      int[] completion = completions.get(i).tokenIds();
      int[] all = Arrays.copyOf(prompt, prompt.length + completion.length);
      System.arraycopy(completion, 0, all, prompt.length, completion.length);
      sequences.add(all);
    }
    List<float[]> scores = policy.tokenLogProbs(sequences);
    // Kernels add in one order only, whatever the shapes: equal to the last bit.
    float tolerance = model.hasKernels() ? 0 : (float) LOG_PROB_TOLERANCE;
    for (int i = 0; i < requests.size(); i++) {
      int start = requests.get(i).promptIds().length;
      assertEquals(0, scores.get(i)[0], 0f);
      assertArrayEquals(
          completions.get(i).tokenLogProbs(),
          Arrays.copyOfRange(scores.get(i), start, scores.get(i).length),
          tolerance);
    }
  }

  @Test
  void aCompletionDoesNotDependOnTheOtherRequests() {
    // More than there are slots.
    List<SamplingRequest> requests = TinyPolicies.requests(Decoding.SLOTS + 30);
    SamplingConfig config = SamplingConfig.sampled(1, 6, "3");
    List<Completion> together = policy.sample(requests, config);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(1));
    List<Completion> shuffled = policy.sample(order.stream().map(requests::get).toList(), config);
    for (int i = 0; i < order.size(); i++) {
      assertSame(together.get(order.get(i)), shuffled.get(i));
    }
    for (int i = 0; i < requests.size(); i += 40) {
      assertSame(together.get(i), policy.sample(requests.subList(i, i + 1), config).get(0));
    }
  }

  /** Groups larger than the slots, prompts of one to three chunks. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void sequencesThatEnterLateAreAsIfAlone(int slots) {
    List<SamplingRequest> requests = new ArrayList<>();
    int[] prompt = TinyPolicies.tokenizer().encode("12+34=1+2=3+45=6+7=8a12+34=1+2=3+45");
    for (int i = 0; i < 30; i++) {
      requests.add(new SamplingRequest(Arrays.copyOf(prompt, 1 + i % 5 * 8), i));
    }
    SamplingConfig config = SamplingConfig.sampled(1, 12, "3");
    try (SameDiffPolicy few = new SameDiffPolicy(model, slots)) {
      List<Completion> together = few.sample(requests, config);
      for (int i = 0; i < requests.size(); i++) {
        Completion alone = policy.sample(requests.subList(i, i + 1), config).get(0);
        assertSame(alone, together.get(i));
      }
    }
  }

  @Test
  void theSeedDecides() {
    int[] prompt = TinyPolicies.tokenizer().encode("1+2=");
    List<SamplingRequest> requests = new ArrayList<>();
    for (long seed : new long[] {7, 7, 8}) {
      requests.add(new SamplingRequest(prompt, seed));
    }
    List<Completion> completions = policy.sample(requests, SamplingConfig.sampled(1, 20));
    assertSame(completions.get(0), completions.get(1));
    assertFalse(Arrays.equals(completions.get(0).tokenIds(), completions.get(2).tokenIds()));
  }

  @Test
  void threadsDoNotChangeACompletion() {
    try (SameDiffPolicy two = new SameDiffPolicy(model.copy(2))) {
      List<SamplingRequest> requests = TinyPolicies.requests(40);
      SamplingConfig config = SamplingConfig.sampled(1, 10);
      List<Completion> one = policy.sample(requests, config);
      List<Completion> other = two.sample(requests, config);
      for (int i = 0; i < requests.size(); i++) {
        assertSame(one.get(i), other.get(i));
      }
    }
  }

  @Test
  void greedyTokensAreTheMostProbableOnes() {
    int[] prompt = TinyPolicies.tokenizer().encode("12");
    Completion greedy =
        policy.sample(List.of(new SamplingRequest(prompt, 3)), SamplingConfig.greedy(4)).get(0);
    int[] sequence = Arrays.copyOf(prompt, 3);
    double best = Double.NEGATIVE_INFINITY;
    int bestToken = -1;
    for (int token = 0; token < TinyPolicies.tokenizer().vocabularySize(); token++) {
      sequence[2] = token;
      double logProb = policy.tokenLogProbs(List.of(sequence.clone())).get(0)[2];
      if (logProb > best) {
        best = logProb;
        bestToken = token;
      }
    }
    assertEquals(bestToken, greedy.tokenIds()[0]);
    assertEquals(best, greedy.tokenLogProbs()[0], LOG_PROB_TOLERANCE);
  }

  @Test
  void idsBeyondTheTokenizersAreNeverSampled() {
    int size = TinyPolicies.tokenizer().vocabularySize();
    policy.sample(TinyPolicies.requests(200), SamplingConfig.sampled(5, 5)).stream()
        .flatMapToInt(c -> Arrays.stream(c.tokenIds()))
        .forEach(id -> assertTrue(id < size, "id " + id));
  }

  @Test
  void theLengthLimitTruncates() {
    int[] prompt = new int[TinyPolicies.MAX_LENGTH - 3];
    Arrays.fill(prompt, 5);
    for (SameDiffPolicy each : List.of(policy, new SameDiffPolicy(model.withoutKernels()))) {
      Completion c =
          each.sample(List.of(new SamplingRequest(prompt, 1)), SamplingConfig.sampled(1, 20))
              .get(0);
      assertEquals(3, c.length());
      assertEquals(FinishReason.LENGTH, c.finishReason());
    }
  }

  @Test
  void aPromptWithoutRoomIsRejected() {
    SamplingRequest request = new SamplingRequest(new int[TinyPolicies.MAX_LENGTH], 1);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> policy.sample(List.of(request), SamplingConfig.greedy(1)));
    assertEquals(
        "prompt of 48 tokens leaves no room for a completion; the policy's maxLength is 48",
        e.getMessage());
    Exception tooLong =
        assertThrows(
            IllegalArgumentException.class, () -> policy.tokenLogProbs(List.of(new int[49])));
    assertTrue(tooLong.getMessage().startsWith("a sequence of 49 tokens"), "" + tooLong);
  }

  @Test
  void aPolicyFollowsItsParameters() {
    List<SamplingRequest> requests = TinyPolicies.requests(10);
    SamplingConfig config = SamplingConfig.sampled(1, 8);
    policy.sample(requests, config);
    PolicyModel other = TinyPolicies.model(2, 1);
    model.setParameters(other.parameters().values());
    List<Completion> expected = new SameDiffPolicy(other).sample(requests, config);
    List<Completion> actual = policy.sample(requests, config);
    for (int i = 0; i < requests.size(); i++) {
      assertSame(expected.get(i), actual.get(i));
    }
  }

  /** Pages that were kept from a prompt are wrong after an update. */
  @Test
  void aPolicyFollowsItsLearner() {
    List<SamplingRequest> requests = TinyPolicies.requests(10);
    SamplingConfig config = SamplingConfig.sampled(1, 8);
    policy.sample(requests, config);
    try (SameDiffLearner learner =
        TinyPolicies.learner(model, new NegativeLogLikelihood(), LossAggregation.dapo(), 100)) {
      learner.update(TinyPolicies.experiences(model, 5, 1), 0.1);
    }
    List<Completion> expected = new SameDiffPolicy(model.copy(1)).sample(requests, config);
    List<Completion> actual = policy.sample(requests, config);
    for (int i = 0; i < requests.size(); i++) {
      assertSame(expected.get(i), actual.get(i));
    }
  }

  /** The second turn's prompt begins with the first one's; most of it is known. */
  @Test
  void aLaterTurnIsAsIfItWereTheFirst() {
    int[] prompt = TinyPolicies.tokenizer().encode("12+34=1+2=3+45=6+7=8a12+34=1+2=3+45");
    SamplingConfig config = SamplingConfig.sampled(1, 12, "3");
    policy.sample(List.of(new SamplingRequest(Arrays.copyOf(prompt, 20), 1)), config);
    List<SamplingRequest> second = List.of(new SamplingRequest(prompt, 2));
    Completion expected = new SameDiffPolicy(model).sample(second, config).get(0);
    assertSame(expected, policy.sample(second, config).get(0));
  }

  @Test
  void noRequestsGiveNoCompletions() {
    assertTrue(policy.sample(List.of(), SamplingConfig.greedy(1)).isEmpty());
    assertTrue(policy.tokenLogProbs(List.of()).isEmpty());
    policy.close();
  }
}
