package org.srl4j.core.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Real data beside the project, which tests may read and must do without. */
public final class SharedData {
  private SharedData() {}

  /**
   * A file of the shared data; the test that asks is skipped where there is none.
   *
   * @param name path below the data folder, e.g. {@code steps/s1k.json}
   */
  public static Path file(String name) {
    String property = System.getProperty("srl4j.sharedData");
    Stream<Path> roots =
        property == null
            ? Stream.of(Path.of("../shared/data"), Path.of("../../shared/data"))
            : Stream.of(Path.of(property));
    Path file =
        roots.map(root -> root.resolve(name)).filter(Files::exists).findFirst().orElse(null);
    assumeTrue(
        file != null, () -> "skipped: no shared data " + name + "; set -Dsrl4j.sharedData=FOLDER");
    return file;
  }
}
