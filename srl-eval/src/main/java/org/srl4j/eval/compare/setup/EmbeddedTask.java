package org.srl4j.eval.compare.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.srl4j.eval.compare.settings.EvaluationConfig;
import org.srl4j.eval.task.order.OrderTask;
import org.srl4j.eval.task.repair.RepairTask;

/** The benchmarks that come with the toolkit and fit its own small policy. */
public enum EmbeddedTask {
  /** Digit operations in a hidden order. */
  ORDER("order", OrderTask.VERSION) {
    @Override
    public TaskSetup setup(EvaluationConfig config) {
      return new OrderSetup(config);
    }
  },
  /** Repairs of a small Java project under a hidden convention. */
  REPAIR("repair", RepairTask.VERSION) {
    @Override
    public TaskSetup setup(EvaluationConfig config) {
      return new RepairSetup(config);
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

  /** The problems. */
  public abstract TaskSetup setup(EvaluationConfig config);

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
