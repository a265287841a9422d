package org.srl4j.eval.compare.setup;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.expert.TrajectoryFormat;
import org.srl4j.eval.task.messages.MessageRows;

/** What a comparison is about: a task per seed, and the tokenizer of its texts. */
public interface TaskSetup {

  /**
   * What a config is about: an embedded benchmark, or files.
   *
   * @param log told what is left out
   * @throws IllegalArgumentException if nothing is left, or there is too little
   * @throws IOException if files cannot be read
   */
  static TaskSetup of(ComparisonConfig config, Consumer<String> log) throws IOException {
    String format = config.data().format();
    Optional<EmbeddedTask> embedded = EmbeddedTask.find(format);
    if (embedded.isPresent()) {
      return embedded.get().setup(config);
    }
    if (format.equals(MessageRows.FORMAT)) {
      return new MessagesSetup(config, log);
    }
    if (TrajectoryFormat.find(format).isEmpty()) {
      throw new IllegalArgumentException(
          "data.format: must be one of "
              + List.of(EmbeddedTask.values())
              + " or of "
              + List.of(TrajectoryFormat.values())
              + ", or messages"
              + ", got "
              + format);
    }
    return new TrajectorySetup(config, log);
  }

  /** The problems of one training seed. */
  Task task(long seed);

  /** The tokenizer of all tasks' texts. */
  Tokenizer tokenizer();

  /** How a question becomes the model's prompt; as plain text by default. */
  default PromptForm form() {
    return PromptForm.plain();
  }

  /** What the problems are, for readers of the report. */
  String description();

  /** The chat template that base policies of this task are saved with; none by default. */
  default Optional<String> chatTemplate() {
    return Optional.empty();
  }

  /** What a reader of the report must know beside {@link #description()}; nothing by default. */
  default List<String> notes() {
    return List.of();
  }
}
