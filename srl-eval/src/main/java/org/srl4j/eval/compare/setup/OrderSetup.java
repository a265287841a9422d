package org.srl4j.eval.compare.setup;

import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.compare.settings.EvaluationConfig;
import org.srl4j.eval.task.SplitSizes;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.order.OrderTask;
import org.srl4j.eval.task.order.OrderVocabulary;
import org.srl4j.models.tokenizer.WordTokenizer;

/** The embedded benchmark: each seed has problems and a hidden convention of its own. */
public final class OrderSetup implements TaskSetup {
  private final SplitSizes sizes;
  private final Tokenizer tokenizer = new WordTokenizer(OrderVocabulary.tokens());

  /** A setup with these sizes. */
  public OrderSetup(EvaluationConfig config) {
    this.sizes = new SplitSizes(config.train(), config.validation(), config.test());
  }

  @Override
  public Task task(long seed) {
    return new OrderTask(seed, seed, sizes);
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public String description() {
    return "ORDER ("
        + OrderTask.VERSION
        + "): apply "
        + OrderTask.HARD_OPERATIONS
        + " digit operations to a 5-digit state in a hidden conventional order; "
        + sizes.train()
        + " training, "
        + sizes.validation()
        + " validation, "
        + sizes.test()
        + " test problems per seed. step_loop: one turn per step, past thinking removed; one_pass: one"
        + " completion with all thinking left in the context. Graded by exact match of the state.";
  }
}
