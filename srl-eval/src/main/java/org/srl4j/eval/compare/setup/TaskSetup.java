package org.srl4j.eval.compare.setup;

import java.util.List;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.task.Task;

/** What a comparison is about: a task a seed, and the tokenizer of its texts. */
public interface TaskSetup {

  /** The problems of one training seed. */
  Task task(long seed);

  /** The tokenizer of all tasks' texts. */
  Tokenizer tokenizer();

  /** What the problems are, for readers of the report. */
  String description();

  /** What a reader of the report must know beside {@link #description()}; nothing by default. */
  default List<String> notes() {
    return List.of();
  }
}
