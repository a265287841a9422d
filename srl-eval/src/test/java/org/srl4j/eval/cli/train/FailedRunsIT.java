package org.srl4j.eval.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.reward.RolloutReward;
import org.srl4j.core.reward.Score;
import org.srl4j.eval.cli.Ran;
import org.srl4j.eval.cli.TinyModel;

/**
 * A comparison in which runs fail: the rest goes on, the report says it, {@code --resume} mends.
 */
class FailedRunsIT {
  @TempDir Path folder;

  /** Throws always. */
  public static final class Throwing implements RolloutReward {
    /** Found by its name. */
    public Throwing() {}

    @Override
    public Score score(RolloutPrompt prompt, Rollout rollout) {
      throw new UnsupportedOperationException("my reward is not ready");
    }
  }

  private Ran compare(String... more) {
    List<String> args = new ArrayList<>(List.of("compare", "--preset", "smoke"));
    args.addAll(List.of("--output", "" + folder.resolve("run"), "base.updates=40", "workers=1"));
    args.addAll(
        List.of(
            "compare=[sft_outline,srl,srl_rlvr]",
            "methods.sft_outline.learning_rate=[1e38,3e-4]",
            "methods.srl.reward=org.srl4j.eval.cli.train.FailedRunsIT$Throwing",
            "methods.srl.schedule.max_collections=1",
            "methods.rlvr.schedule.max_collections=1",
            "evaluation.train=6",
            "evaluation.validation=2",
            "evaluation.test=3"));
    args.addAll(TinyModel.BASE);
    args.addAll(List.of(more));
    return Ran.command(args.toArray(String[]::new));
  }

  @Test
  void theRestGoesOnAndTheReportSaysIt() throws IOException {
    Ran ran = compare("--fresh-bases");
    assertEquals(3, ran.exitCode(), ran.err());
    String page = Files.readString(folder.resolve("run/report.md"));
    assertTrue(page.contains("Runs without a result"), page);
    assertTrue(page.contains("my reward is not ready"), page);
    assertTrue(page.contains("needs seed-0/srl/lr-3.0E-4, which failed"), page);
    assertTrue(page.contains("diverged"), page);
    assertTrue(page.contains("NOT COMPLETE"), page);
    assertTrue(page.contains("SFT (outline)"), page);
    String cause = Files.readString(folder.resolve("run/seed-0/srl/failed-lr-3.0E-4.json"));
    assertTrue(cause.contains("FailedRunsIT"), cause);
    String table = Ran.command("runs", "" + folder).out();
    assertTrue(table.contains("failed ") && table.contains("not possible"), table);
    assertTrue(table.contains("--resume"), table);
  }
}
