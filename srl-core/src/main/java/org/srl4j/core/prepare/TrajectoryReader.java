package org.srl4j.core.prepare;

import java.nio.file.Path;

/** Reads expert trajectories from a file of one format. Implementations hold no state. */
@FunctionalInterface
public interface TrajectoryReader {

  /**
   * Reads a whole file of JSON.
   *
   * @param file JSONL, a JSON list of objects, or JSON objects one after another, in UTF-8
   * @return as the other method
   * @throws MalformedDataException as the other method
   */
  default TrajectorySet read(Path file) {
    return read(file, JsonLines::read);
  }

  /**
   * Reads a whole file of any kind.
   *
   * @param file whatever the source reads
   * @param objects hands out the file's objects
   * @return the trajectories in file order and the counts of what was dropped; ids are unique and
   *     there is at least one
   * @throws MalformedDataException if the file cannot be understood, a field is missing or of the
   *     wrong type, an id comes twice, or no row holds a usable trajectory; the message names file
   *     and line
   */
  TrajectorySet read(Path file, JsonRow.Source objects);
}
