package org.srl4j.eval.swe.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.srl4j.eval.swe.patch.SafePath;

/**
 * A workspace whose tests are to be run.
 *
 * @param id to find its result by
 * @param files texts by path, e.g. {@code src/main/java/a/B.java}; the instance's own tests must be
 *     in place, see {@link TestFiles}. Files that are no Java source are passed over
 */
public record Candidate(String id, Map<String, String> files) {

  /**
   * Copies the files.
   *
   * @throws IllegalArgumentException if a path leaves the workspace
   */
  public Candidate {
    Objects.requireNonNull(id, "id");
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    files.keySet().forEach(SafePath::check);
  }
}
