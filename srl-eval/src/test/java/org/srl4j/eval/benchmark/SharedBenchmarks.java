package org.srl4j.eval.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Where the shared data are; skips the test when they are not there. */
public final class SharedBenchmarks {
  private SharedBenchmarks() {}

  /** The folder with {@code math} and {@code steps} below it. */
  public static Path folder() {
    String override = System.getProperty("srl4j.sharedData");
    List<Path> roots =
        override == null
            ? List.of(Path.of("../../shared/data"), Path.of("../shared/data"))
            : List.of(Path.of(override));
    for (Path root : roots) {
      if (Files.isDirectory(root.resolve("math"))) {
        return root;
      }
    }
    String reason =
        "skipped: no folder math in any of " + roots + "; set -Dsrl4j.sharedData=FOLDER";
    System.out.println(reason);
    Assumptions.abort(reason);
    return null;
  }
}
