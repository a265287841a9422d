package org.srl4j.eval.compare.setup;

import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.compare.settings.EvaluationConfig;
import org.srl4j.eval.task.SplitSizes;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.repair.RepairTask;
import org.srl4j.eval.task.repair.RepairVocabulary;
import org.srl4j.models.tokenizer.WordTokenizer;

/** REPAIR: each seed has projects and a hidden convention of its own. */
public final class RepairSetup implements TaskSetup {
  private final SplitSizes sizes;
  private final Tokenizer tokenizer = new WordTokenizer(RepairVocabulary.tokens());

  /** A setup with these sizes. */
  public RepairSetup(EvaluationConfig config) {
    this.sizes = new SplitSizes(config.train(), config.validation(), config.test());
  }

  @Override
  public Task task(long seed) {
    return new RepairTask(seed, seed, sizes);
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public String description() {
    return "REPAIR ("
        + RepairTask.VERSION
        + "): repair six classes of a Java project so that hidden tests pass, which accept only the"
        + " constants that a hidden convention names; "
        + sizes.train()
        + " training, "
        + sizes.validation()
        + " validation, "
        + sizes.test()
        + " test issues per seed. end_to_end: the policy opens files, edits, tests and submits;"
        + " oracle: it is given the files. Past thinking is removed. Solved = resolved.";
  }
}
