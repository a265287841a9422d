package org.srl4j.eval.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** Programs that peers need: those of the system and those that come as resources. */
final class Programs {
  private Programs() {}

  /** Whether the system finds a program. */
  static boolean isOnPath(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /** Writes a resource of this package into a folder. */
  static Path extract(String resource, Path folder) throws IOException {
    Path file = Files.createDirectories(folder).resolve(resource);
    try (InputStream source = Programs.class.getResourceAsStream(resource)) {
      Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
