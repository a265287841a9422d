package org.srl4j.models.io;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Real files beside the project; tests that want them are skipped where they are absent. */
public final class SharedData {
  private SharedData() {}

  /** The file or folder; skips the test, with the reason, if it is absent. */
  public static Path require(String relative) {
    String override = System.getProperty("srl4j.sharedData");
    List<String> roots =
        override != null ? List.of(override) : List.of("../../shared/data", "../shared/data");
    for (String root : roots) {
      Path path = Path.of(root).resolve(relative);
      if (Files.exists(path)) {
        return path;
      }
    }
    String reason = "skipped: no " + relative + " under " + roots + " (-Dsrl4j.sharedData=folder)";
    assumeTrue(false, reason);
    throw new AssertionError(reason);
  }
}
