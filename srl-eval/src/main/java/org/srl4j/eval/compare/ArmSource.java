package org.srl4j.eval.compare;

import java.util.List;
import org.srl4j.core.data.Experience;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.prepare.StepInstances;
import org.srl4j.core.prepare.StepOptions;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.RolloutReward;
import org.srl4j.core.reward.Score;
import org.srl4j.core.reward.Similarity;
import org.srl4j.core.train.ExperienceSource;
import org.srl4j.core.train.source.DemonstrationSource;
import org.srl4j.core.train.source.RolloutSource;
import org.srl4j.eval.compare.settings.Arm;
import org.srl4j.eval.compare.settings.RewardConfig;
import org.srl4j.eval.compare.settings.RolloutArmConfig;
import org.srl4j.eval.compare.settings.SftArmConfig;
import org.srl4j.eval.harness.Demonstrations;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.SolvedReward;
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
      case SRL -> steps(arm, context, true);
      case SRL_UNFILTERED -> steps(arm, context, false);
      case RLVR -> answers(arm, context);
      case WHOLE_SOLUTION -> wholeSolutions(arm, context);
      case BASE -> throw new IllegalArgumentException("the base is not trained");
    };
  }

  /** How an arm's rollouts are drawn. */
  static Decoding decoding(Arm arm, Task task) {
    return switch (arm.kind()) {
      case SRL, SRL_UNFILTERED -> task.singleStep();
      case WHOLE_SOLUTION -> task.onePass();
      default -> task.stepLoop();
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

  private static ExperienceSource steps(Arm arm, ArmContext context, boolean dynamic) {
    Task task = context.task();
    List<RolloutPrompt> prompts =
        task.trajectories(Split.TRAIN).stream()
            .flatMap(t -> StepInstances.of(t, StepOptions.defaults()).stream())
            .map(task::stepPrompt)
            .toList();
    return rollouts(
        context,
        context.config().srl(),
        prompts,
        context.stepReward(),
        decoding(arm, task),
        dynamic);
  }

  private static ExperienceSource answers(Arm arm, ArmContext context) {
    Task task = context.task();
    List<Problem> problems = task.problems(Split.TRAIN);
    List<RolloutPrompt> prompts = problems.stream().map(task::problemPrompt).toList();
    RolloutReward reward = new SolvedReward(task, problems);
    return rollouts(context, context.config().rlvr(), prompts, reward, decoding(arm, task), true);
  }

  /** The paper's table 3: one reward for the similarity of the whole visible solution. */
  private static ExperienceSource wholeSolutions(Arm arm, ArmContext context) {
    Task task = context.task();
    List<RolloutPrompt> prompts =
        task.trajectories(Split.TRAIN).stream()
            .map(ExpertTrajectory::problem)
            .map(p -> new RolloutPrompt(p.id(), task.problemPrompt(p).text(), task.expertText(p)))
            .toList();
    RewardConfig config = context.config().reward();
    Similarity similarity = config.measure();
    Reward reward =
        (completion, expert) -> {
          String visible = StepLoop.visible(completion).strip();
          return visible.isEmpty()
              ? Score.of(config.formatPenalty(), "empty_action")
              : Score.of(similarity.apply(visible, expert), "scored");
        };
    return rollouts(context, context.config().srl(), prompts, reward, decoding(arm, task), true);
  }

  private static ExperienceSource rollouts(
      ArmContext context,
      RolloutArmConfig config,
      List<RolloutPrompt> prompts,
      RolloutReward reward,
      Decoding decoding,
      boolean dynamic) {
    return new RolloutSource(
        prompts,
        reward,
        context.config().grpo().advantage(),
        decoding.protocol(),
        config.source(decoding, dynamic, prompts.size(), seed(context)));
  }
}
