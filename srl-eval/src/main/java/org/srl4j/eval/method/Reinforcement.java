package org.srl4j.eval.method;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.srl4j.core.advantage.AdvantageEstimator;
import org.srl4j.core.advantage.GroupNormalizedAdvantage;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.data.StepContext;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.Objective;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.reward.RolloutReward;
import org.srl4j.core.reward.Score;
import org.srl4j.core.train.ExperienceSource;
import org.srl4j.core.train.LearningRateSchedule;
import org.srl4j.core.train.TrainerConfig;
import org.srl4j.core.train.source.RolloutSource;
import org.srl4j.core.train.source.RolloutSourceConfig;
import org.srl4j.core.train.source.Truncation;
import org.srl4j.core.train.source.TurnCredit;
import org.srl4j.eval.method.begin.Beginning;
import org.srl4j.eval.method.begin.ExpertBeginnings;
import org.srl4j.eval.method.reward.ExpertStepReward;
import org.srl4j.eval.method.reward.GraderReward;
import org.srl4j.eval.method.reward.SimilarityReward;
import org.srl4j.eval.method.reward.TaskReward;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.TextSegment;
import org.srl4j.models.policy.LearnerConfig;

/**
 * Learning from rewarded rollouts: SRL and RLVR alike, under TRL's names where it has them.
 *
 * @param experience what is asked and rewarded
 * @param titleHint whether training names the title of the step that is asked for, where it has one
 *     (a footnote of §4.2); for steps only. Validation and tests give no hint
 * @param begin how many of the expert's steps whole attempts go on from
 * @param reward scores rollouts
 * @param advantage rewards of groups → advantages
 * @param objective the loss of a token
 * @param lossType how token losses become one number: grpo (the paper's Eq. 1), dapo, dr_grpo, bnpo
 * @param dynamicSampling which groups are kept
 * @param learningRate peaks tried on validation, each above 0
 * @param batch prompts (groups) a collection, at least 1
 * @param groupSize G, rollouts per prompt, at least 2; the paper's is 8
 * @param temperature of rollouts, above 0; the paper's is 1
 * @param truncation what a rollout is worth that a length limit ended
 * @param turns what single turns of a rollout are credited with
 * @param schedule how long training goes on
 * @param optimiser AdamW's options
 */
public record Reinforcement(
    Rewarded experience,
    boolean titleHint,
    Beginning begin,
    RolloutReward reward,
    AdvantageEstimator advantage,
    Objective objective,
    LossAggregation.Kind lossType,
    GroupFiltering dynamicSampling,
    List<Double> learningRate,
    int batch,
    int groupSize,
    double temperature,
    Truncation truncation,
    TurnCredit turns,
    RolloutSchedule schedule,
    AdamWConfig optimiser)
    implements Training {
  private static final long MADE_UP = 61;
  private static final int STEP_PROMPTS = 32;
  private static final int ANSWER_PROMPTS = 12;
  private static final double LEAST_KEPT_STEPS = 0.08;

  /** Copies the list and checks ranges. */
  public Reinforcement {
    Objects.requireNonNull(experience, "experience");
    Objects.requireNonNull(begin, "begin");
    Objects.requireNonNull(reward, "reward");
    Objects.requireNonNull(advantage, "advantage");
    Objects.requireNonNull(objective, "objective");
    Objects.requireNonNull(lossType, "lossType");
    Objects.requireNonNull(dynamicSampling, "dynamicSampling");
    Objects.requireNonNull(truncation, "truncation");
    Objects.requireNonNull(turns, "turns");
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(optimiser, "optimiser");
    learningRate = LearningRates.checked(learningRate);
    if (batch < 1) {
      throw new IllegalArgumentException("batch: must be at least 1, got " + batch);
    }
    if (groupSize < 2) {
      throw new IllegalArgumentException(
          "groupSize: must be at least 2 (the std of one reward is undefined), got " + groupSize);
    }
    if (!(temperature > 0)) {
      throw new IllegalArgumentException(
          "temperature: must be above 0 (greedy rollouts of a group are all the same), got "
              + temperature);
    }
    if (titleHint && experience != Rewarded.STEPS) {
      throw new IllegalArgumentException(
          "titleHint: only experience: steps asks for steps with titles, got "
              + experience.name().toLowerCase(Locale.ROOT));
    }
    if (!begin.isAtProblem() && !experience.hasTurns()) {
      throw new IllegalArgumentException(
          "begin.shown: only whole attempts can go on from the expert's steps (experience:"
              + " answers), got "
              + experience.name().toLowerCase(Locale.ROOT));
    }
    if (turns.byTurn() && !experience.hasTurns()) {
      throw new IllegalArgumentException(
          "turns.credit: "
              + turns.credit().name().toLowerCase(Locale.ROOT)
              + " needs rollouts of several turns, which experience: answers has; "
              + experience.name().toLowerCase(Locale.ROOT)
              + " are asked in one");
    }
  }

  /**
   * The defaults: G = 8 and temperature 1 as in the paper, batches for small data sets; similarity
   * rewards steps and solutions, the task's verdict rewards answers.
   */
  public static Reinforcement of(Rewarded experience) {
    boolean answers = experience == Rewarded.ANSWERS;
    GroupFiltering filter = GroupFiltering.defaults();
    RolloutSchedule schedule = RolloutSchedule.defaults();
    return new Reinforcement(
        experience,
        false,
        Beginning.defaults(),
        answers ? GraderReward.defaults() : SimilarityReward.defaults(),
        GroupNormalizedAdvantage.defaults(),
        ClippedPolicyGradient.defaults(),
        LossAggregation.Kind.GRPO,
        answers ? new GroupFiltering(true, filter.epsilon(), 1) : filter,
        List.of(1e-4, 3e-4),
        answers ? ANSWER_PROMPTS : STEP_PROMPTS,
        8,
        1,
        Truncation.defaults(),
        TurnCredit.whole(ExpertStepReward.defaults()),
        answers ? schedule : schedule.endingBelow(LEAST_KEPT_STEPS),
        AdamWConfig.defaults());
  }

  /** The same with another reward. */
  public Reinforcement withReward(RolloutReward other) {
    return with(other, advantage, objective);
  }

  /** The same with another advantage estimator. */
  public Reinforcement withAdvantage(AdvantageEstimator other) {
    return with(reward, other, objective);
  }

  /** The same with another objective. */
  public Reinforcement withObjective(Objective other) {
    return with(reward, advantage, other);
  }

  private Reinforcement with(
      RolloutReward newReward, AdvantageEstimator newAdvantage, Objective newObjective) {
    return with(newReward, newAdvantage, newObjective, batch);
  }

  private Reinforcement with(
      RolloutReward newReward,
      AdvantageEstimator newAdvantage,
      Objective newObjective,
      int newBatch) {
    return new Reinforcement(
        experience,
        titleHint,
        begin,
        newReward,
        newAdvantage,
        newObjective,
        lossType,
        dynamicSampling,
        learningRate,
        newBatch,
        groupSize,
        temperature,
        truncation,
        turns,
        schedule,
        optimiser);
  }

  @Override
  public ExperienceSource source(Lesson lesson, Tokenizer tokenizer, Consumer<String> notes) {
    Task task = lesson.task();
    ExpertBeginnings begun = begun(lesson);
    List<RolloutPrompt> all = prompts(task);
    begun.notes(all).forEach(notes);
    TaskReward.Bound bound = TaskReward.Bound.of(reward, task, begun.known(all));
    bound.notes().forEach(notes);
    hintNote(task).ifPresent(notes);
    TaskReward.Bound byTurn = boundTurns(task, bound.prompts());
    byTurn.notes().forEach(notes);
    Decoding decoding = experience.decoding(task);
    List<RolloutPrompt> prompts = byTurn.prompts();
    return new RolloutSource(
        prompts,
        begun.reward(bound.reward()),
        advantage,
        begun.protocol(),
        new RolloutSourceConfig(
            Math.min(batch, prompts.size()),
            groupSize,
            decoding.sampled(temperature),
            dynamicSampling.filter(),
            truncation,
            turns.withReward(begun.reward(byTurn.reward())),
            begun,
            lesson.sourceSeed()));
  }

  private Optional<String> hintNote(Task task) {
    if (!titleHint) {
      return Optional.empty();
    }
    List<StepContext> hinted = task.hintedSteps(Split.TRAIN);
    long titled = hinted.stream().filter(step -> step.hint().isPresent()).count();
    return Optional.of(
        String.format(
            "title_hint: %d of %d steps have a title that is hinted at; %d steps have no room with"
                + " the hint",
            titled, hinted.size(), task.steps(Split.TRAIN).size() - hinted.size()));
  }

  private List<RolloutPrompt> prompts(Task task) {
    return experience.prompts(task, titleHint);
  }

  @Override
  public OptionalLong rollouts() {
    long generations = dynamicSampling.enabled() ? 1 + dynamicSampling.maxExtraBatches() : 1;
    return OptionalLong.of(generations * schedule.maxCollections() * batch * groupSize);
  }

  @Override
  public Training rehearsal(int size, boolean contrast) {
    RolloutReward scored =
        contrast ? (prompt, rollout) -> Score.of(madeUp(rollout.seed()), "made_up") : reward;
    return with(scored, advantage, objective, size);
  }

  /** In [0, 1), different for different seeds. */
  private static double madeUp(long seed) {
    return (Seeds.derive(seed, MADE_UP) >>> 11) * 0x1p-53;
  }

  @Override
  public Optional<String> lacking(Task task) {
    if (!titleHint) {
      return Optional.empty();
    }
    Optional<StepContext> titled =
        task.hintedSteps(Split.TRAIN).stream().filter(step -> step.hint().isPresent()).findFirst();
    if (titled.isEmpty()) {
      return Optional.of(
          "has title_hint, but no step of " + task.name() + " has a title; leave title_hint out");
    }
    String hinted = task.stepPrompt(titled.get()).text();
    return hinted.equals(task.stepPrompt(titled.get().unhinted()).text())
        ? Optional.of("has title_hint, but prompts.step.user has no {hint}; add it")
        : Optional.empty();
  }

  private ExpertBeginnings begun(Lesson lesson) {
    Task task = lesson.task();
    return ExpertBeginnings.of(
        task,
        experience.decoding(task).protocol(),
        begin,
        new ExpertBeginnings.Course(schedule.maxCollections(), lesson.sourceSeed()));
  }

  /** The reward of turns, and the prompts that it leaves; all where turns are not scored. */
  private TaskReward.Bound boundTurns(Task task, List<RolloutPrompt> prompts) {
    return turns.byTurn()
        ? TaskReward.Bound.of(turns.reward(), task, prompts)
        : TaskReward.Bound.all(turns.reward(), prompts);
  }

  @Override
  public List<Example> examples(Lesson lesson) {
    ExpertBeginnings begun = begun(lesson);
    return begun.known(prompts(lesson.task())).stream()
        .map(prompt -> begun.at(prompt, 0))
        .map(
            prompt ->
                new Example(
                    prompt.id(),
                    List.of(new TextSegment(prompt.text(), false)),
                    Optional.of(prompt.reference())))
        .toList();
  }

  @Override
  public LearnerConfig learner(Task task, Limits limits) {
    return new LearnerConfig(
        objective,
        LossAggregation.of(lossType, experience.decoding(task).maxNewTokens()),
        optimiser,
        temperature,
        limits.microBatchTokens(),
        limits.gradientCheckpointing());
  }

  @Override
  public TrainerConfig trainer(Lesson lesson, double peak, Limits limits) {
    LearningRateSchedule rate =
        new LearningRateSchedule(
            peak, schedule.warmupUpdates(), LearningRateSchedule.Shape.CONSTANT, 1);
    long updates = (long) schedule.maxCollections() * schedule.minibatches();
    return TrainerConfig.of(updates, rate, lesson.minibatchSeed())
        .withUpdatesPerCollection(schedule.minibatches(), 1)
        .withEarlyEnd(limits.computeBudget(), schedule.minKeptRatio())
        .withIntervals(schedule.validateEvery(), limits.checkpointEvery());
  }

  @Override
  public List<Decoding> validated(Task task) {
    return List.of(experience.validated(task));
  }

  @Override
  public Optional<ExpertText> imitated() {
    return Optional.empty();
  }
}
