package org.srl4j.eval.cli.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.srl4j.models.policy.PolicyModel;
import picocli.CommandLine.Option;

/** Which model folder a command makes. */
final class TargetOptions {
  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "Folder to make; folders above it are made too.")
  private Path to;

  @Option(
      names = "--overwrite",
      description = "Replace a model that is in that folder; without it that is an error.")
  private boolean overwrite;

  /**
   * The folder, once its parent is there.
   *
   * @throws IllegalArgumentException if it holds something that must not be replaced
   */
  Path require() throws IOException {
    if (Files.isRegularFile(to) || hasContent()) {
      if (!overwrite || !PolicyModel.isModel(to) || Files.isRegularFile(to)) {
        throw new IllegalArgumentException(
            "--to: "
                + to
                + " exists and is not empty; name another folder"
                + (overwrite ? ": it holds no model, so it is not replaced" : ", or --overwrite"));
      }
    }
    Files.createDirectories(to.toAbsolutePath().normalize().getParent());
    return to;
  }

  /** The same; it must not be the folder that is read. */
  Path require(Path source) throws IOException {
    if (to.toAbsolutePath().normalize().startsWith(source.toAbsolutePath().normalize())) {
      throw new IllegalArgumentException(
          "--to: must lie outside of the folder that is read, " + source + ", got " + to);
    }
    return require();
  }

  private boolean hasContent() throws IOException {
    if (!Files.isDirectory(to)) {
      return false;
    }
    try (Stream<Path> content = Files.list(to)) {
      return content.findAny().isPresent();
    }
  }
}
