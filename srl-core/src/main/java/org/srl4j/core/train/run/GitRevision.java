package org.srl4j.core.train.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the checked-out commit of the repository around a folder, without running git. */
final class GitRevision {
  private GitRevision() {}

  /** The commit, or empty outside a repository and where its files are not as expected. */
  static Optional<String> around(Path folder) {
    for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
      Path git = at.resolve(".git");
      if (Files.isRegularFile(git.resolve("HEAD"))) {
        try {
          return read(git);
        } catch (IOException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> read(Path git) throws IOException {
    String head = Files.readString(git.resolve("HEAD")).strip();
    if (!head.startsWith("ref: ")) {
      return Optional.of(head);
    }
    String ref = head.substring("ref: ".length());
    if (Files.isRegularFile(git.resolve(ref))) {
      return Optional.of(Files.readString(git.resolve(ref)).strip());
    }
    Path packed = git.resolve("packed-refs");
    if (!Files.isRegularFile(packed)) {
      return Optional.empty();
    }
    return Files.readAllLines(packed).stream()
        .filter(line -> line.endsWith(" " + ref))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .findFirst();
  }
}
