package org.srl4j.core.prepare;

import java.nio.file.Path;

/** Reads expert trajectories from a file of one format. Implementations hold no state. */
@FunctionalInterface
public interface TrajectoryReader {

  /**
   * Reads a whole file.
   *
   * @param file JSONL, a JSON list of objects, or JSON objects one after another, in UTF-8
   * @return the trajectories in file order and the counts of what was dropped; ids are unique
   * @throws MalformedDataException if the file cannot be understood, a field is missing or of the
   *     wrong type, or an id comes twice; the message names file and line
   */
  TrajectorySet read(Path file);
}
