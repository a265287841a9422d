package org.srl4j.eval.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.TrainingResult;
import org.srl4j.core.train.run.RunFolder;
import org.srl4j.models.policy.PolicyModel;

/**
 * One arm of the comparison alone, in the comparison's own way.
 *
 * @param config the comparison of which this is a part
 * @param setup the problems
 * @param choice what to train
 * @param baseFolders where ready base policies are looked for; a new one is kept in the run's
 *     {@code bases}
 */
public record ArmTraining(
    ComparisonConfig config, TaskSetup setup, Choice choice, List<Path> baseFolders) {

  /** Copies the list. */
  public ArmTraining {
    baseFolders = List.copyOf(baseFolders);
  }

  /**
   * What to train.
   *
   * @param arm name of the method, see {@link Arms}
   * @param seed of problems and draws
   * @param learningRate peak, above 0
   * @param init start from these parameters; empty = from the base policy
   * @param checkpointEvery updates between checkpoints; 0 = only at the end
   */
  public record Choice(
      String arm, long seed, double learningRate, Optional<PolicyModel> init, int checkpointEvery) {

    /** Checks names and ranges. */
    public Choice {
      LearningRates.checked(List.of(learningRate));
      Arm found = Arms.byName(arm);
      if (found.kind() == Arm.Kind.BASE) {
        throw new IllegalArgumentException("arm: " + arm + " is not trained; choose another");
      }
      if (found.init().isPresent() && init.isEmpty()) {
        throw new IllegalArgumentException(
            "init: " + arm + " starts from a trained " + found.init().get() + "; name its folder");
      }
    }
  }

  /**
   * Who is told and asked during training.
   *
   * @param log told what happens, a line each
   * @param progress makes a listener when the largest number of updates is known
   * @param stopRequested ends training after its current collection; the run can be resumed
   */
  public record Watch(
      Consumer<String> log,
      LongFunction<TrainingListener> progress,
      BooleanSupplier stopRequested) {}

  /**
   * Trains.
   *
   * @param folder the run's folder: absent or empty, or to be resumed the folder of this training
   * @param resume go on from the folder's latest checkpoint; from the start if it has none
   * @param watch who is told and asked
   * @return how it ended
   */
  public TrainingResult run(Path folder, boolean resume, Watch watch) throws IOException {
    Arm arm = Arms.byName(choice.arm());
    ArmContext context =
        new ArmContext(
            config, setup.task(choice.seed()), choice.seed(), folder, watch.stopRequested());
    Arms.requireTexts(List.of(arm), context.task());
    RunFolder run = resume ? RunFolder.open(folder) : create(folder, context);
    PolicyModel start = choice.init().isPresent() ? choice.init().get() : base(folder, watch);
    ArmTrainer.Options options =
        new ArmTrainer.Options(choice.checkpointEvery(), resume, watch.progress());
    return new ArmTrainer(context, options)
        .train(arm, start, choice.learningRate(), trainerConfig -> run)
        .result()
        .orElseThrow();
  }

  private RunFolder create(Path folder, ArmContext context) {
    Map<String, Object> facts =
        Map.of(
            "arm", choice.arm(),
            "seed", choice.seed(),
            "learning_rate", choice.learningRate(),
            "from_base", choice.init().isEmpty(),
            "task", context.task().version());
    return RunFolder.create(folder, false, config, facts);
  }

  private PolicyModel base(Path folder, Watch watch) throws IOException {
    int index = config.runs().seeds().indexOf(choice.seed());
    int number = Math.max(0, index) % config.runs().bases();
    return BasePolicies.in(config, setup, folder, baseFolders, watch.log()).get(number).model();
  }
}
