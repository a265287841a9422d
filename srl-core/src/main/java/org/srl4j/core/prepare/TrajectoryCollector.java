package org.srl4j.core.prepare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.core.data.ExpertTrajectory;

/** The loop all readers share: row by row, counting what is dropped and refusing ids used twice. */
public final class TrajectoryCollector {

  /** Makes one row a trajectory. */
  @FunctionalInterface
  public interface RowParser {
    /**
     * Parses a row.
     *
     * @param row the row
     * @param notes takes remarks on a row that is kept; they are counted
     * @return the trajectory
     * @throws UnusableRowException if the row is understood but holds no usable trajectory
     * @throws MalformedDataException if a field is missing or of the wrong type
     */
    ExpertTrajectory parse(JsonRow row, List<String> notes) throws UnusableRowException;
  }

  private final List<ExpertTrajectory> kept = new ArrayList<>();
  private final Map<String, Long> lineOfId = new HashMap<>();
  private final Map<String, Integer> dropped = new LinkedHashMap<>();
  private final Map<String, Integer> notes = new LinkedHashMap<>();
  private final Map<String, String> places = new LinkedHashMap<>();

  private TrajectoryCollector() {}

  /**
   * Reads a file row by row.
   *
   * @param file the file
   * @param source hands out its rows
   * @param parser makes a row a trajectory
   * @return at least one trajectory, and the counts of what was dropped
   * @throws MalformedDataException if the file cannot be understood, an id comes twice, or no row
   *     holds a usable trajectory; then the message has every reason with its first place
   */
  public static TrajectorySet collect(Path file, JsonRow.Source source, RowParser parser) {
    TrajectoryCollector collector = new TrajectoryCollector();
    int read = source.read(file, row -> collector.accept(row, parser));
    TrajectorySet set =
        new TrajectorySet(
            collector.kept, read, collector.dropped, collector.notes, collector.places);
    if (set.trajectories().isEmpty()) {
      throw new MalformedDataException(
          file,
          0,
          "none of "
              + read
              + (read == 1 ? " row" : " rows")
              + " holds a usable trajectory; "
              + String.join("; ", set.dropReasons())
              + ". Is it the right format? docs/data-format.md says what each one reads");
    }
    return set;
  }

  private void accept(JsonRow row, RowParser parser) {
    List<String> remarks = new ArrayList<>();
    try {
      ExpertTrajectory trajectory = parser.parse(row, remarks);
      checkId(row, trajectory.problem().id());
      kept.add(trajectory);
      remarks.forEach(remark -> count(notes, remark, row));
    } catch (UnusableRowException e) {
      count(dropped, e.getMessage(), row);
    }
  }

  private void count(Map<String, Integer> counts, String reason, JsonRow row) {
    counts.merge(reason, 1, Integer::sum);
    places.putIfAbsent(reason, row.file().getFileName() + ":" + row.line());
  }

  private void checkId(JsonRow row, String id) {
    Long first = lineOfId.putIfAbsent(id, row.line());
    if (first != null) {
      throw row.malformed(
          "id: \"" + id + "\" is already used at line " + first + "; ids must be unique");
    }
  }
}
