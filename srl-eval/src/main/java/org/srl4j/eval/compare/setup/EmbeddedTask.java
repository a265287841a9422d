package org.srl4j.eval.compare.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.task.order.OrderTask;
import org.srl4j.eval.task.repair.RepairTask;
import org.srl4j.eval.task.words.WordsProblems;

/** The benchmarks that come with the toolkit and fit its own small policy. */
public enum EmbeddedTask {
  /** Digit operations in a hidden order. */
  ORDER("order", OrderTask.VERSION) {
    @Override
    public TaskSetup setup(ComparisonConfig config) {
      return new OrderSetup(config.evaluation());
    }
  },
  /** Repairs of a small Java project under a hidden convention. */
  REPAIR("repair", RepairTask.VERSION) {
    @Override
    public TaskSetup setup(ComparisonConfig config) {
      return new RepairSetup(config.evaluation());
    }
  },
  /** Word problems whose plan is a hidden convention, in the form of the paper's data. */
  WORDS("words", WordsProblems.VERSION) {
    @Override
    public TaskSetup setup(ComparisonConfig config) throws IOException {
      return new WordsSetup(config);
    }

    @Override
    public TaskSetup usual() throws IOException {
      return setup(Recipe.of("words").config(Optional.empty(), List.of()));
    }
  };

  private final String label;
  private final String version;

  EmbeddedTask(String label, String version) {
    this.label = label;
    this.version = version;
  }

  /** Version of the problems, as runs record it. */
  public String version() {
    return version;
  }

  /** The benchmark of a name; empty if there is none. */
  public static Optional<EmbeddedTask> find(String name) {
    return Arrays.stream(values()).filter(task -> task.label.equals(name)).findFirst();
  }

  /**
   * The problems of a comparison.
   *
   * @throws IOException if a model that the config names cannot be read
   */
  public abstract TaskSetup setup(ComparisonConfig config) throws IOException;

  /**
   * The problems as they are without a config.
   *
   * @throws IOException if the recipe cannot be read
   */
  public TaskSetup usual() throws IOException {
    return setup(ComparisonConfig.defaults());
  }

  /** The name on the command line, in data folders and of presets. */
  @Override
  public String toString() {
    return label;
  }

  /** Folders of base policies that are shipped: {@code data/NAME/bases} of the working copy. */
  public List<Path> shippedBases() {
    Path folder = Path.of(System.getProperty("srl4j.root", "."), "data", label, "bases");
    return Files.isDirectory(folder) ? List.of(folder) : List.of();
  }
}
