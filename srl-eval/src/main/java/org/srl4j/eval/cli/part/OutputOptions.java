package org.srl4j.eval.cli.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.srl4j.core.train.files.Disk;
import org.srl4j.core.train.files.FolderLock;
import picocli.CommandLine.Option;

/** Where a command writes. */
public final class OutputOptions {
  /** What a command writes before it begins to work. */
  private static final Set<String> BEFORE_WORK =
      Set.of(
          "config.yaml",
          "config.json",
          "run.json",
          "sessions.jsonl",
          "compare.json",
          "graph.json",
          FolderLock.NAME);

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
   * Takes the folder for this command; it is made if it is not there.
   *
   * @param name used under {@code out} when no folder is given
   * @throws IllegalArgumentException if it has content and must not be overwritten
   * @throws IllegalStateException if another process works in it
   */
  public FolderLock create(String name) throws IOException {
    Path folder = folder(name);
    if (!FolderLock.isHeld(folder)) {
      requireUsable(folder);
    }
    FolderLock lock = take(folder);
    try {
      requireUsable(folder);
      lock.clear();
      return lock;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void requireUsable(Path folder) throws IOException {
    if (!Files.exists(folder) || isEmpty(folder)) {
      return;
    }
    if (!overwrite) {
      throw new IllegalArgumentException(
          "--output: "
              + folder
              + " exists and is not empty; give --overwrite to delete it, --resume to go on with"
              + " what is there, or another folder");
    }
    requireOurs(folder);
  }

  /**
   * Gives a new folder back, and takes it away again if a command was refused before it made
   * anything: it would block the next command.
   *
   * @param lock what {@link #create} gave
   */
  public static void removeUnused(FolderLock lock) throws IOException {
    boolean unused;
    try (Stream<Path> files = Files.walk(lock.folder())) {
      unused =
          files
              .filter(Files::isRegularFile)
              .allMatch(file -> BEFORE_WORK.contains(file.getFileName().toString()));
    }
    if (unused) {
      lock.closeAndDelete();
    }
  }

  /**
   * Takes the folder of a run that goes on, made if it is not there.
   *
   * @throws IllegalStateException if another process works in it
   */
  public FolderLock resumed(String name) throws IOException {
    if (overwrite) {
      throw new IllegalArgumentException(
          "--overwrite: deletes what --resume goes on with; give one of them");
    }
    return take(folder(name));
  }

  /** {@code out/name} when none is given. */
  private Path folder(String name) {
    return output == null ? Path.of("out", name) : output;
  }

  /**
   * Takes a folder that is to be written to, made if it is not there; its content stays as it is.
   *
   * @throws IllegalArgumentException if it cannot be made or written to
   * @throws IllegalStateException if another process works in it
   */
  public static FolderLock take(Path folder) {
    String fault = "it is read-only";
    try {
      Files.createDirectories(folder);
      if (Files.isWritable(folder)) {
        return FolderLock.take(folder);
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
      return content.allMatch(entry -> entry.endsWith(FolderLock.NAME));
    }
  }
}
