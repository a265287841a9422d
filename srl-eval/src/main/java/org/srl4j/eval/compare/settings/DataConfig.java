package org.srl4j.eval.compare.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.srl4j.core.prepare.Outline;

/**
 * What is learned from.
 *
 * @param format an embedded benchmark (order, repair, words), or the format of files with expert
 *     trajectories, see {@code srl prepare --help}
 * @param train file of training and validation problems
 * @param test file of test problems; empty = some of the training file's are held out
 * @param outline which solutions of s1k have steps
 * @param columns {@code FIELD=PATH}: where fields of the format stand in files with other columns
 * @param vocabulary byte-pair tokens that are learned from the training file where no model is
 *     given, from 260
 */
public record DataConfig(
    String format,
    String train,
    String test,
    Outline outline,
    List<String> columns,
    int vocabulary) {

  /** Copies the list and checks its form. */
  public DataConfig {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(test, "test");
    Objects.requireNonNull(outline, "outline");
    columns = List.copyOf(columns);
    for (String column : columns) {
      if (column.indexOf('=') < 1) {
        throw new IllegalArgumentException("columns: must be FIELD=PATH, got " + column);
      }
    }
  }

  /** The embedded benchmark ORDER. */
  public static DataConfig defaults() {
    return new DataConfig("order", "", "", Outline.TITLED, List.of(), 1024);
  }

  /** Paths by fields. */
  public Map<String, String> paths() {
    Map<String, String> paths = new LinkedHashMap<>();
    for (String column : columns) {
      int cut = column.indexOf('=');
      paths.put(column.substring(0, cut), column.substring(cut + 1));
    }
    return paths;
  }
}
