package org.srl4j.eval.compare.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.srl4j.core.data.Problem;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.prepare.ProblemSplit;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.rows.DataRows;
import org.srl4j.eval.rows.FieldPaths;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.LeftOut;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.messages.ChatText;
import org.srl4j.eval.task.messages.MessageRows;
import org.srl4j.eval.task.messages.MessagesTask;

/** Fine-tuning on conversations; the same for every seed. */
public final class MessagesSetup implements TaskSetup {
  private static final long SPLIT = 52;
  private static final int HASH_DIGITS = 16;

  private final ModelTexts model;
  private final MessagesTask task;
  private final String description;

  /**
   * A setup.
   *
   * @param config names the file and the model; {@code evaluation.validation} rows are held out
   * @param log told what is left out
   * @throws IllegalArgumentException if there is no model, or too few rows
   * @throws IOException if the model's files cannot be read
   */
  public MessagesSetup(ComparisonConfig config, Consumer<String> log) throws IOException {
    if (config.initFrom().isEmpty()) {
      throw new IllegalArgumentException("data.format: messages need a model; give --model DIR");
    }
    this.model = ModelTexts.of(Path.of(config.initFrom()));
    int context =
        config.limits().context() == 0
            ? model.context()
            : Math.min(config.limits().context(), model.context());
    List<Demonstration> fitting = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    for (Demonstration row : rows(config)) {
      int tokens = model.tokenizer().encode(row.text()).length + 1;
      if (tokens <= context) {
        fitting.add(row);
      } else {
        String reason = tokens + " tokens are more than limits.context, " + context;
        leftOut.add(new LeftOut(row.id(), LeftOut.Kind.ROW_NOT_IMITATED, reason));
      }
    }
    int held = config.evaluation().validation();
    if (fitting.size() <= held) {
      throw new IllegalArgumentException(
          "data.train: "
              + fitting.size()
              + " rows fit into "
              + context
              + " tokens ("
              + leftOut.size()
              + " are longer), which leaves none beside evaluation.validation="
              + held);
    }
    ProblemSplit<Demonstration> split =
        ProblemSplit.of(fitting, row -> new Problem(row.id(), row.text(), ""), held, 0, SPLIT);
    List<Demonstration> train = split.train();
    int wanted = config.evaluation().train();
    if (wanted > train.size()) {
      throw new IllegalArgumentException(
          "evaluation.train: asks for "
              + wanted
              + " rows, there are "
              + train.size()
              + "; 0 takes all");
    }
    train = wanted == 0 ? train : train.subList(0, wanted);
    String hash = DigestUtils.sha256Hex(fitting.toString()).substring(0, HASH_DIGITS);
    this.task = new MessagesTask("messages-1 " + hash, train, split.validation(), leftOut);
    this.description =
        "messages ("
            + task.version()
            + "): "
            + train.size()
            + " rows imitated, "
            + split.validation().size()
            + " held out, "
            + leftOut.size()
            + " longer than "
            + context
            + " tokens left out";
    log.accept(description);
  }

  private List<Demonstration> rows(ComparisonConfig config) {
    Tokenizer tokenizer = model.tokenizer();
    String end = tokenizer.decodeAll(new int[] {tokenizer.endOfSequenceId()});
    return MessageRows.read(
        TrajectoryFiles.existing("train", config.data().train(), MessageRows.ORIGIN),
        new FieldPaths(config.data().paths()).over(DataRows::read),
        new ChatText(model.template(), end));
  }

  @Override
  public Task task(long seed) {
    return task;
  }

  @Override
  public Tokenizer tokenizer() {
    return model.tokenizer();
  }

  @Override
  public PromptForm form() {
    return model.form();
  }

  @Override
  public String description() {
    return description;
  }
}
