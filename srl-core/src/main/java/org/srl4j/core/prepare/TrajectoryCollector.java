package org.srl4j.core.prepare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.core.data.ExpertTrajectory;

/** The loop all readers share: row by row, counting what is dropped and refusing ids used twice. */
final class TrajectoryCollector {

  /** Makes one row a trajectory. */
  @FunctionalInterface
  interface RowParser {
    ExpertTrajectory parse(JsonRow row, List<String> notes) throws UnusableRowException;
  }

  private final List<ExpertTrajectory> kept = new ArrayList<>();
  private final Map<String, Long> lineOfId = new HashMap<>();
  private final Map<String, Integer> dropped = new LinkedHashMap<>();
  private final Map<String, Integer> notes = new LinkedHashMap<>();

  private TrajectoryCollector() {}

  static TrajectorySet collect(Path file, RowParser parser) {
    TrajectoryCollector collector = new TrajectoryCollector();
    int read = JsonLines.read(file, row -> collector.accept(row, parser));
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
