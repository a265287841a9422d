package org.srl4j.eval.compare;

import java.util.List;
import org.srl4j.core.advantage.GroupNormalizedAdvantage;
import org.srl4j.core.data.Experience;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.prepare.StepInstances;
import org.srl4j.core.prepare.StepOptions;
import org.srl4j.core.reward.AnswerReward;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.Score;
import org.srl4j.core.reward.SequenceMatcherSimilarity;
import org.srl4j.core.reward.Similarity;
import org.srl4j.core.reward.StepSimilarityReward;
import org.srl4j.core.train.ExperienceSource;
import org.srl4j.core.train.source.DemonstrationSource;
import org.srl4j.core.train.source.RolloutSource;
import org.srl4j.eval.harness.Demonstrations;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.StepLoop;
import org.srl4j.eval.task.Task;

/** Where each kind of arm gets its experiences: the whole difference between the methods. */
final class ArmSource {
  private static final long SOURCE = 21;

  private ArmSource() {}

  static ExperienceSource of(Arm arm, ArmContext context, Tokenizer tokenizer) {
    return switch (arm.kind()) {
      case SFT_OUTLINE, SFT_FULL, SFT_FRIENDLY ->
          imitation(arm.kind().expertText().orElseThrow(), context, tokenizer);
      case SRL -> steps(context, true);
      case SRL_UNFILTERED -> steps(context, false);
      case RLVR -> answers(context);
      case WHOLE_SOLUTION -> wholeSolutions(context);
      case BASE -> throw new IllegalArgumentException("the base is not trained");
    };
  }

  private static long seed(ArmContext context) {
    return Seeds.derive(context.seed(), SOURCE);
  }

  private static ExperienceSource imitation(
      ExpertText text, ArmContext context, Tokenizer tokenizer) {
    Task task = context.task();
    List<Experience> demonstrations =
        task.trajectories(Split.TRAIN).stream()
            .map(t -> Demonstrations.encode(task.demonstration(t, text), tokenizer))
            .toList();
    SftArmConfig sft = context.config().sft();
    int batch = Math.min(sft.batchSize(), demonstrations.size());
    return DemonstrationSource.epochs(demonstrations, batch, sft.epochs(), seed(context));
  }

  private static ExperienceSource steps(ArmContext context, boolean dynamic) {
    Task task = context.task();
    List<RolloutPrompt> prompts =
        task.trajectories(Split.TRAIN).stream()
            .flatMap(t -> StepInstances.of(t, StepOptions.defaults()).stream())
            .map(task::stepPrompt)
            .toList();
    return rollouts(
        context, context.config().srl(), prompts, new StepSimilarityReward(), task.singleStep(), dynamic);
  }

  private static ExperienceSource answers(ArmContext context) {
    Task task = context.task();
    List<RolloutPrompt> prompts =
        task.problems(Split.TRAIN).stream().map(task::problemPrompt).toList();
    Reward reward = new AnswerReward(task::extractAnswer);
    return rollouts(context, context.config().rlvr(), prompts, reward, task.stepLoop(), true);
  }

  /** The paper's table 3: one reward for the similarity of the whole visible solution. */
  private static ExperienceSource wholeSolutions(ArmContext context) {
    Task task = context.task();
    List<RolloutPrompt> prompts =
        task.trajectories(Split.TRAIN).stream()
            .map(ExpertTrajectory::problem)
            .map(p -> new RolloutPrompt(p.id(), task.problemPrompt(p).text(), task.expertText(p)))
            .toList();
    Similarity similarity = new SequenceMatcherSimilarity();
    Reward reward =
        (completion, expert) -> {
          String visible = StepLoop.visible(completion).strip();
          return visible.isEmpty()
              ? Score.of(StepSimilarityReward.PAPER_FORMAT_PENALTY, "empty_action")
              : Score.of(similarity.apply(visible, expert), "scored");
        };
    return rollouts(context, context.config().srl(), prompts, reward, task.onePass(), true);
  }

  private static ExperienceSource rollouts(
      ArmContext context,
      RolloutArmConfig config,
      List<RolloutPrompt> prompts,
      Reward reward,
      Decoding decoding,
      boolean dynamic) {
    return new RolloutSource(
        prompts,
        reward,
        GroupNormalizedAdvantage.defaults(),
        decoding.protocol(),
        config.source(decoding, dynamic, prompts.size(), seed(context)));
  }
}
