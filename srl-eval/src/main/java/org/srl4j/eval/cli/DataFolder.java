package org.srl4j.eval.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.srl4j.eval.benchmark.TaskCatalogue;
import org.srl4j.eval.benchmark.TaskDefinition;

/** Where commands look for the data of shipped tasks. */
final class DataFolder {
  /** Relative to the working directory; not under version control. */
  static final String DEFAULT = "data/benchmarks";

  private DataFolder() {}

  /**
   * A task's data file.
   *
   * @throws IllegalArgumentException if it is not there; the message says how to get it
   */
  static Path file(TaskDefinition task, Path folder) throws IOException {
    return TaskCatalogue.dataFile(task, folder)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--data: no file "
                        + task.data().file()
                        + " in "
                        + folder
                        + " or one folder below; srl data "
                        + task.name()
                        + " says where to get it, or name the file with --data"));
  }
}
