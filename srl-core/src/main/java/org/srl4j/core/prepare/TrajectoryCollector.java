package org.srl4j.core.prepare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntBiFunction;
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

  private TrajectoryCollector() {}

  /**
   * Reads a file row by row.
   *
   * @param file JSONL, a JSON list, or JSON objects one after another
   * @param parser makes a row a trajectory
   * @throws MalformedDataException if the file cannot be understood or an id comes twice
   */
  public static TrajectorySet collect(Path file, RowParser parser) {
    return collect(file, JsonLines::read, parser);
  }

  /**
   * Reads a file row by row, where rows are not just its JSON objects.
   *
   * @param file the file
   * @param source hands out rows and returns their number, as {@link JsonLines#read}
   * @param parser makes a row a trajectory
   * @throws MalformedDataException if the file cannot be understood or an id comes twice
   */
  public static TrajectorySet collect(
      Path file, ToIntBiFunction<Path, Consumer<JsonRow>> source, RowParser parser) {
    TrajectoryCollector collector = new TrajectoryCollector();
    int read = source.applyAsInt(file, row -> collector.accept(row, parser));
    return new TrajectorySet(collector.kept, read, collector.dropped, collector.notes);
  }

  private void accept(JsonRow row, RowParser parser) {
    List<String> remarks = new ArrayList<>();
    try {
      ExpertTrajectory trajectory = parser.parse(row, remarks);
      checkId(row, trajectory.problem().id());
      kept.add(trajectory);
      remarks.forEach(remark -> notes.merge(remark, 1, Integer::sum));
    } catch (UnusableRowException e) {
      dropped.merge(e.getMessage(), 1, Integer::sum);
    }
  }

  private void checkId(JsonRow row, String id) {
    Long first = lineOfId.putIfAbsent(id, row.line());
    if (first != null) {
      throw row.malformed(
          "id: \"" + id + "\" is already used at line " + first + "; ids must be unique");
    }
  }
}
