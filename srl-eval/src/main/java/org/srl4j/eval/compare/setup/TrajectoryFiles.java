package org.srl4j.eval.compare.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.core.prepare.TrajectorySet;
import org.srl4j.eval.compare.settings.DataConfig;
import org.srl4j.eval.rows.DataRows;
import org.srl4j.eval.rows.FieldPaths;
import org.srl4j.eval.task.expert.TrajectoryFormat;

/**
 * What the files of a recipe hold.
 *
 * @param format of both files
 * @param train the training file's rows
 * @param test the test file's; empty = some of the training file's are held out
 */
record TrajectoryFiles(
    TrajectoryFormat format, List<ExpertTrajectory> train, List<ExpertTrajectory> test) {

  /** Copies the lists. */
  TrajectoryFiles {
    train = List.copyOf(train);
    test = List.copyOf(test);
  }

  /**
   * Reads them.
   *
   * @param log told what is dropped
   * @throws IllegalArgumentException if a file is missing or holds nothing usable
   */
  static TrajectoryFiles read(DataConfig data, Consumer<String> log) {
    TrajectoryFormat format = TrajectoryFormat.named(data.format());
    return new TrajectoryFiles(
        format,
        read(data, format, "train", data.train(), log),
        data.test().isEmpty() ? List.of() : read(data, format, "test", data.test(), log));
  }

  /** The file that a key names. */
  static Path existing(String key, String name, String origin) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "data." + key + ": names no file; give data." + key + "=FILE (" + origin + ")");
    }
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "data." + key + ": " + file + ": no such file (it comes from: " + origin + ")");
    }
    return file;
  }

  private static List<ExpertTrajectory> read(
      DataConfig data, TrajectoryFormat format, String key, String name, Consumer<String> log) {
    Path file = existing(key, name, format.origin());
    JsonRow.Source rows = new FieldPaths(data.paths()).over(DataRows::read);
    TrajectorySet set = format.reader(data.outline(), false).read(file, rows);
    if (set.droppedCount() > 0) {
      log.accept(
          String.format(
              "%s: dropped %d of %d rows; %s",
              file, set.droppedCount(), set.read(), String.join("; ", set.dropReasons())));
    }
    return set.trajectories();
  }
}
