package org.srl4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.advantage.GroupFilter;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.Experience;
import org.srl4j.core.data.FinishReason;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutGroup;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Turn;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.policy.Policy;
import org.srl4j.core.reward.Score;
import org.srl4j.core.testing.FakeLearner;
import org.srl4j.core.testing.ScriptedPolicy;

class TrainerTest {
  private final FakeLearner learner = new FakeLearner();
  private final ScriptedPolicy policy = new ScriptedPolicy(20, (prompt, seed) -> "x");

  /** A source of 4 experiences of 3 tokens per collection, which cost 5 + 7 tokens. */
  private static ExperienceBatch four(long collection, boolean last) {
    List<Experience> experiences =
        IntStream.range(0, 4)
            .mapToObj(i -> new Experience(new int[] {0, 0, 50}, mask(), new float[3], 1))
            .toList();
    return new ExperienceBatch(
        experiences, List.of(), new ComputeCount(5, 7, 0), new UpdateStats(Map.of()), last);
  }

  /** The same from 100 groups, so many of which dynamic sampling keeps. */
  private static ExperienceBatch kept(long collection, int number) {
    ExperienceBatch four = four(collection, false);
    Completion completion =
        new Completion(new int[] {1}, new float[] {0}, "x", FinishReason.STOP_STRING);
    Rollout rollout = new Rollout(List.of(new Turn(new int[] {0}, completion)), 0);
    RolloutGroup group = new RolloutGroup(new RolloutPrompt("p", "p", ""), List.of(rollout));
    List<ScoredGroup> groups =
        IntStream.range(0, 100)
            .mapToObj(i -> i < number ? GroupFilter.Verdict.KEPT : GroupFilter.Verdict.LOW_STD)
            .map(verdict -> scored(group, verdict))
            .toList();
    return new ExperienceBatch(
        four.experiences(), groups, four.cost(), new UpdateStats(Map.of()), false);
  }

  private static ScoredGroup scored(RolloutGroup group, GroupFilter.Verdict verdict) {
    List<Score> scores = List.of(Score.of(0, "scored"));
    return new ScoredGroup(group, scores, List.of(), List.of(false), verdict, List.of());
  }

  private static float[] mask() {
    return new float[] {0, 1, 1};
  }

  private static TrainerConfig config(long updates) {
    return TrainerConfig.of(updates, LearningRateSchedule.constant(0.1), 1);
  }

  private Trainer trainer(TrainerConfig config) {
    return new Trainer(policy, learner, (p, c) -> four(c, false), config);
  }

  /** Writes down what it is told, in order. */
  private static final class Recorder implements TrainingListener {
    private final List<String> events = new ArrayList<>();
    private final List<UpdateStats> rows = new ArrayList<>();

    @Override
    public void beforeTraining(TrainerState state) {
      events.add("begin");
    }

    @Override
    public void afterCollection(long collection, ExperienceBatch batch) {
      events.add("collect " + collection);
    }

    @Override
    public void afterUpdate(long update, UpdateStats stats) {
      String eval = stats.values().containsKey("eval_accuracy") ? " eval" : "";
      events.add("update " + update + eval);
      rows.add(stats);
    }

    @Override
    public void afterTraining(TrainingResult result) {
      events.add("end " + result.reason());
    }
  }

  @Test
  void phasesComeInOrder() {
    Recorder recorder = new Recorder();
    trainer(config(4).withUpdatesPerCollection(2, 1).withIntervals(2, 0))
        .listen(recorder)
        .validateWith(p -> 0.5)
        .train();
    assertEquals(
        List.of(
            "begin",
            "update 0 eval",
            "collect 0",
            "update 1",
            "update 2 eval",
            "collect 1",
            "update 3",
            "update 4 eval",
            "end MAX_UPDATES"),
        recorder.events);
  }

  @Test
  void minibatchesAndIterationsMultiply() {
    TrainingResult result = trainer(config(8).withUpdatesPerCollection(2, 2)).train();
    assertEquals(8, learner.batches().size());
    assertEquals(2, result.state().collection());
    assertTrue(learner.batches().stream().allMatch(b -> b.size() == 2));
  }

  @Test
  void updatesOfACollectionAreNeverSplit() {
    TrainingResult result = trainer(config(3).withUpdatesPerCollection(2, 1)).train();
    assertEquals(4, result.state().update());
  }

  @Test
  void learningRateIsTheSchedulesOfTheUpdate() {
    LearningRateSchedule warmup =
        new LearningRateSchedule(1, 2, LearningRateSchedule.Shape.CONSTANT, 1);
    trainer(TrainerConfig.of(3, warmup, 1)).train();
    assertEquals(List.of(0.5, 1.0, 1.0), learner.learningRates());
  }

  @Test
  void computeIsCountedByTheFormula() {
    Recorder recorder = new Recorder();
    trainer(config(2)).listen(recorder).train();
    // a collection: 5 prompt, 7 generated, 4 sequences of 3 tokens trained: 5 + 7 + 3 * 12 = 48
    assertEquals(48, recorder.rows.get(0).get("compute/weighted_tokens"));
    assertEquals(96, recorder.rows.get(1).get("compute/weighted_tokens"));
    assertEquals(24, recorder.rows.get(1).get("num_tokens"));
    assertEquals(24, recorder.rows.get(1).get("compute/trained_tokens"));
  }

  @Test
  void trainingStopsWhenTheBudgetIsUsedUp() {
    // 48 a collection: 96 < 100 <= 144
    TrainingResult result = trainer(config(50).withEarlyEnd(100, 0)).train();
    assertEquals(StopReason.COMPUTE_BUDGET, result.reason());
    assertEquals(3, result.state().collection());
  }

  @Test
  void trainingEndsWithTheLastBatch() {
    TrainingResult result =
        new Trainer(policy, learner, (p, c) -> four(c, c == 2), config(50)).train();
    assertEquals(StopReason.END_OF_DATA, result.reason());
    assertEquals(3, result.state().update());
  }

  @Test
  void anEmptyCollectionIsASkippedUpdate() {
    Recorder recorder = new Recorder();
    ExperienceSource empty =
        (p, c) ->
            new ExperienceBatch(
                List.of(), List.of(), new ComputeCount(5, 7, 0), new UpdateStats(Map.of()), false);
    TrainingResult result = new Trainer(policy, learner, empty, config(3)).listen(recorder).train();
    assertEquals(3, result.state().update());
    assertTrue(learner.batches().isEmpty());
    assertEquals(1, recorder.rows.get(2).get("train/skipped"));
    assertFalse(recorder.rows.get(2).values().containsKey("loss"));
  }

  @Test
  void trainingEndsWhenDynamicSamplingKeepsTooLittle() {
    ExperienceSource source = (p, c) -> kept(c, c < 3 ? 50 : 9);
    TrainingResult result =
        new Trainer(policy, learner, source, config(50).withEarlyEnd(0, 0.1)).train();
    assertEquals(StopReason.LOW_KEPT_RATIO, result.reason());
    assertEquals(4, result.state().collection());
  }

  @Test
  void bestParametersAreChosenByValidationNotByReward() {
    // reward rises with every collection; accuracy peaks after two updates
    double[] accuracy = {0.1, 0.2, 0.6, 0.3, 0.3};
    ExperienceSource rising =
        (p, c) ->
            new ExperienceBatch(
                four(c, false).experiences(),
                List.of(),
                ComputeCount.ZERO,
                new UpdateStats(Map.of("reward", (double) c)),
                false);
    List<Float> parameters = new ArrayList<>();
    Validator validator =
        p -> {
          parameters.add(learner.parameter());
          return accuracy[parameters.size() - 1];
        };
    TrainingResult result =
        new Trainer(policy, learner, rising, config(4).withIntervals(1, 0))
            .validateWith(validator)
            .train();
    assertEquals(new TrainerState.Best(2, 0.6), result.state().best());
    assertEquals(parameters.get(2), learner.parameter());
  }

  @Test
  void aTieKeepsTheEarlierParametersTheBaseIncluded() {
    TrainingResult result = trainer(config(3).withIntervals(1, 0)).validateWith(p -> 0.25).train();
    assertEquals(new TrainerState.Best(0, 0.25), result.state().best());
    assertEquals(0f, learner.parameter());
  }

  @Test
  void amongEqualAccuraciesTheFinerValueDecidesAndIsReportedBesideThem() {
    double[] accuracy = {0.25, 0.5, 0.5, 0.5};
    double[] finer = {1, 0.2, 0.3, 0.1};
    List<Double> reported = new ArrayList<>();
    int[] call = {-1};
    Validator validator =
        new Validator() {
          @Override
          public double accuracy(Policy policy) {
            return accuracy[++call[0]];
          }

          @Override
          public OptionalDouble tieBreak(Policy policy) {
            return OptionalDouble.of(finer[call[0]]);
          }
        };
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void afterUpdate(long update, UpdateStats stats) {
            reported.add(stats.get("eval_accuracy") + stats.get("eval_tie_break"));
          }
        };
    TrainingResult result =
        trainer(config(3).withIntervals(1, 0)).validateWith(validator).listen(listener).train();
    assertEquals(new TrainerState.Best(2, 0.5, 0.3), result.state().best());
    assertEquals(List.of(1.25, 0.7, 0.8, 0.6), reported);
  }

  @Test
  void nothingIsFinerThanAllSolved() {
    Validator validator =
        new Validator() {
          @Override
          public double accuracy(Policy policy) {
            return 1;
          }

          @Override
          public OptionalDouble tieBreak(Policy policy) {
            throw new AssertionError("asked");
          }
        };
    TrainingResult result = trainer(config(2).withIntervals(1, 0)).validateWith(validator).train();
    assertEquals(new TrainerState.Best(0, 1), result.state().best());
  }

  @Test
  void withoutAValidatorTheLastParametersStay() {
    trainer(config(3)).train();
    assertTrue(learner.parameter() > 0);
  }

  @Test
  void aValidatorOutsideItsRangeIsAnError() {
    Trainer trainer = trainer(config(1)).validateWith(p -> Double.NaN);
    assertThrows(IllegalArgumentException.class, trainer::train);
  }

  @Test
  void aStopRequestFinishesTheCollectionAndSavesEverything(@TempDir Path folder) {
    Recorder recorder = new Recorder();
    Checkpoints checkpoints = new Checkpoints(folder);
    TrainingResult result =
        trainer(config(50).withUpdatesPerCollection(2, 1))
            .listen(recorder)
            .saveTo(checkpoints)
            .stopWhen(() -> learner.batches().size() >= 3)
            .train();
    assertEquals(StopReason.STOP_REQUESTED, result.reason());
    assertEquals(4, result.state().update());
    assertEquals(4, recorder.rows.size());
    assertEquals("end STOP_REQUESTED", recorder.events.get(recorder.events.size() - 1));
    FakeLearner restored = new FakeLearner();
    TrainerState saved =
        Checkpoints.load(
                checkpoints.latest().orElseThrow(),
                restored,
                config(50).withUpdatesPerCollection(2, 1))
            .state();
    assertEquals(result.state(), saved);
    assertEquals(learner.parameter(), restored.parameter());
  }

  @Test
  void aLossThatIsNoNumberStopsWithItsPlaceAndKeepsTheLastGoodState(@TempDir Path folder) {
    learner.breakAt(3);
    Checkpoints checkpoints = new Checkpoints(folder);
    Trainer trainer = trainer(config(5)).saveTo(checkpoints);
    IllegalStateException e = assertThrows(IllegalStateException.class, trainer::train);
    String place = "update 3, collection 2: loss is NaN, from 1 sequences (demonstration ";
    assertTrue(e.getMessage().startsWith(place), e.getMessage());
    FakeLearner other = new FakeLearner();
    TrainingResult resumed =
        new Trainer(policy, other, (p, c) -> four(c, false), config(5))
            .resume(checkpoints.latest().orElseThrow());
    FakeLearner whole = new FakeLearner();
    TrainingResult expected =
        new Trainer(policy, whole, (p, c) -> four(c, false), config(5)).train();
    assertEquals(expected.state(), resumed.state());
    assertEquals(3, other.batches().size());
    assertEquals(whole.parameter(), other.parameter());
  }

  @Test
  void inTheMiddleOfACollectionThereIsNothingToGoOnFrom(@TempDir Path folder) {
    learner.breakAt(4);
    Checkpoints checkpoints = new Checkpoints(folder);
    Trainer trainer =
        trainer(config(8).withUpdatesPerCollection(2, 1).withIntervals(0, 2)).saveTo(checkpoints);
    assertThrows(IllegalStateException.class, trainer::train);
    assertEquals(folder.resolve("update-00000002"), checkpoints.latest().orElseThrow());
  }

  @Test
  void aRunThatWasOverStaysOver(@TempDir Path folder) {
    Checkpoints checkpoints = new Checkpoints(folder);
    TrainerConfig config = config(50).withEarlyEnd(0, 0.5).withIntervals(0, 1);
    ExperienceSource learnt = (p, c) -> kept(c, c < 2 ? 100 : 10);
    TrainingResult first = new Trainer(policy, learner, learnt, config).saveTo(checkpoints).train();
    assertEquals(StopReason.LOW_KEPT_RATIO, first.reason());
    TrainingResult again =
        new Trainer(policy, learner, learnt, config).resume(checkpoints.latest().orElseThrow());
    assertEquals(StopReason.LOW_KEPT_RATIO, again.reason());
    assertEquals(3, again.state().update());
    assertEquals(3, learner.batches().size());
  }

  @Test
  void badOptionsAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> config(0));
    assertThrows(IllegalArgumentException.class, () -> config(1).withUpdatesPerCollection(0, 1));
    assertThrows(IllegalArgumentException.class, () -> config(1).withEarlyEnd(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> config(1).withEarlyEnd(0, 1.5));
    assertThrows(IllegalArgumentException.class, () -> config(1).withIntervals(-1, 0));
  }
}
