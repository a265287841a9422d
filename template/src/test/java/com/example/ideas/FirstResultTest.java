package com.example.ideas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.reward.StepSimilarityReward;
import org.srl4j.eval.api.ExperimentRun;
import org.srl4j.eval.api.Experiments;
import org.srl4j.eval.api.Policies;
import org.srl4j.eval.api.Tasks;
import org.srl4j.models.policy.PolicyModel;

/** The block and the reward in a training of the shipped base policy; seconds, so no figures. */
class FirstResultTest {
  @Test
  void theOwnRewardTrainsTheOwnBlock(TestReporter report, @TempDir Path folder) throws Exception {
    PolicyModel base = Policies.load(Path.of("../data/order/bases/base-0"));
    PolicyModel gated = base.withLayers(new GatedLayers(), 1, 1);
    ExperimentRun run =
        Experiments.srl(gated)
            .on(Tasks.order(0))
            .reward(new PerfectOrHalf(new StepSimilarityReward()))
            .with(
                "methods.srl.schedule.max_collections=2",
                "methods.srl.batch=8",
                "methods.srl.schedule.validate_every=4")
            .with("evaluation.validation_samples=0")
            .run(folder.resolve("run"));
    report.publishEntry(run.toString());
    assertEquals(4, run.updates());
    PolicyModel read = Policies.load(folder.resolve("run")); // by the name of the class
    assertEquals(new GatedLayers(), read.layers());
    assertEquals(run.policy().checksum(), read.checksum());
  }
}
