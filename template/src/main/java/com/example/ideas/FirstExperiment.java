package com.example.ideas;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.srl4j.core.reward.StepSimilarityReward;
import org.srl4j.eval.api.Experiment;
import org.srl4j.eval.api.Experiments;
import org.srl4j.eval.api.Policies;
import org.srl4j.eval.api.Tasks;
import org.srl4j.models.block.LayerDesign;
import org.srl4j.models.policy.PolicyModel;

/**
 * The embedded benchmark's base policy with gated attention, trained with the reward of this
 * module.
 */
public final class FirstExperiment implements Callable<Experiment> {
  private static final long GATES_SEED = 1;

  @Override
  public Experiment call() throws IOException {
    PolicyModel base = Policies.load(Policies.BASE);
    LayerDesign gated = new GatedLayers();
    return Experiments.srl(base.withLayers(gated, GATES_SEED, 1))
        .on(Tasks.order(0))
        .reward(new PerfectOrHalf(new StepSimilarityReward()));
  }
}
