package org.srl4j.eval.cli.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.srl4j.core.train.files.Disk;
import org.srl4j.core.train.files.SealedFolder;
import picocli.CommandLine.Option;

/** Where a command writes. */
public final class OutputOptions {
  /** What a command writes before it begins to work. */
  private static final Set<String> BEFORE_WORK =
      Set.of("config.yaml", "config.json", "run.json", "sessions.jsonl");

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder of the results (default: out/NAME of what is run).")
  private Path output;

  @Option(
      names = "--overwrite",
      description = "Delete a folder of an earlier run first; without it that is an error.")
  private boolean overwrite;

  /**
   * Makes the folder.
   *
   * @param name used under {@code out} when no folder is given
   * @throws IllegalArgumentException if it has content and must not be overwritten
   */
  public Path create(String name) throws IOException {
    Path folder = folder(name);
    if (Files.exists(folder) && !isEmpty(folder)) {
      if (!overwrite) {
        throw new IllegalArgumentException(
            "--output: "
                + folder
                + " exists and is not empty; give --overwrite to delete it, or"
                + " another folder");
      }
      requireOurs(folder);
      SealedFolder.delete(folder);
    }
    return writable(folder);
  }

  /**
   * Takes a new folder away again if a command was refused before it made anything: it would block
   * the next command.
   *
   * @param folder that {@link #create} made
   */
  public static void removeUnused(Path folder) throws IOException {
    boolean unused;
    try (Stream<Path> files = Files.walk(folder)) {
      unused =
          files
              .filter(Files::isRegularFile)
              .allMatch(file -> BEFORE_WORK.contains(file.getFileName().toString()));
    }
    if (unused) {
      SealedFolder.delete(folder);
    }
  }

  /** The folder of a run that goes on, made if it is not there. */
  public Path resumed(String name) {
    return writable(folder(name));
  }

  /** {@code out/name} when none is given. */
  private Path folder(String name) {
    return output == null ? Path.of("out", name) : output;
  }

  /**
   * Makes a folder that is to be written to; one that is there stays as it is.
   *
   * @throws IllegalArgumentException if it cannot be made or written to
   */
  public static Path writable(Path folder) {
    String fault = "it is read-only";
    try {
      Files.createDirectories(folder);
      if (Files.isWritable(folder)) {
        return folder;
      }
    } catch (IOException e) {
      fault = Disk.reason(e);
    }
    throw new IllegalArgumentException(
        "--output: cannot write to "
            + folder
            + ": "
            + fault
            + ". Make it writable, or name a folder that can be made and written to");
  }

  /** Only a folder that a run has written may be deleted. */
  private static void requireOurs(Path folder) {
    if (!Files.isRegularFile(folder.resolve("config.yaml"))
        && !Files.isRegularFile(folder.resolve("config.json"))) {
      throw new IllegalArgumentException(
          "--overwrite: "
              + folder
              + " has no config.yaml or config.json, so no run wrote it; delete"
              + " it yourself");
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    }
  }
}
