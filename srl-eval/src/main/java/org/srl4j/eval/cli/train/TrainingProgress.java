package org.srl4j.eval.cli.train;

import java.io.Console;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.core.train.TrainerState;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.TrainingResult;
import org.srl4j.eval.cli.part.Progress;

/** A bar with the time left in a terminal; elsewhere a line now and then. */
final class TrainingProgress implements TrainingListener {
  private static final int LINES = 20;

  private final long updates;
  private final Progress lines;
  private final ProgressBar bar;

  /** A display for so many updates at most; its lines go on with the command's clock. */
  TrainingProgress(long updates, Progress lines) {
    this.updates = updates;
    this.lines = lines;
    this.bar = isTerminal() ? bar(updates) : null;
  }

  /** From Java 22 on there is a console without a terminal too, and a method that tells. */
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  private static ProgressBar bar(long updates) {
    return new ProgressBarBuilder()
        .setTaskName("updates")
        .setInitialMax(updates)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }

  @Override
  public void beforeTraining(TrainerState state) {
    if (bar != null) {
      bar.stepTo(state.update());
    }
  }

  @Override
  public void afterUpdate(long update, UpdateStats stats) {
    Map<String, Double> values = stats.values();
    String figures =
        Stream.of("reward", "loss", "eval_accuracy", "eval_tie_break")
            .map(name -> text(name, values))
            .collect(Collectors.joining());
    if (bar != null) {
      bar.stepTo(update);
      bar.setExtraMessage(figures);
    } else if (values.containsKey("eval_accuracy") || update % Math.max(1, updates / LINES) == 0) {
      lines.line("update " + update + " of at most " + updates + figures);
    }
  }

  private static String text(String name, Map<String, Double> values) {
    return values.containsKey(name) ? String.format(", %s %.4f", name, values.get(name)) : "";
  }

  @Override
  public void afterTraining(TrainingResult result) {
    if (bar != null) {
      bar.close();
    }
  }
}
