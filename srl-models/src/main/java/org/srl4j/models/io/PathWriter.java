package org.srl4j.models.io;

import java.io.IOException;
import java.nio.file.Path;

/** Writes a file or fills a folder at the path it is given. */
@FunctionalInterface
public interface PathWriter {

  /**
   * Writes everything.
   *
   * @param path the temporary file to create, or the temporary folder (existing and empty) to fill
   * @throws IOException if writing fails; what was written is then discarded
   */
  void write(Path path) throws IOException;
}
