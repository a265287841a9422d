package org.srl4j.core.train.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** What the disk is asked for beside reading and writing. */
public final class Disk {
  /** Whether a file can be deleted that a process has open. */
  static final boolean DELETES_OPEN_FILES = !System.getProperty("os.name").startsWith("Windows");

  private static final boolean FORCES_FOLDERS = DELETES_OPEN_FILES;

  private Disk() {}

  /** Returns when a file's bytes, or a folder's names, would survive a crash of the machine. */
  public static void force(Path path) throws IOException {
    boolean folder = Files.isDirectory(path);
    if (folder && !FORCES_FOLDERS) {
      return; // a folder cannot be opened there; NTFS journals names by itself
    }
    StandardOpenOption option = folder ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  /**
   * Why reading or writing failed; an exception without a message, or whose message is only a
   * file's name, says its kind.
   */
  public static String reason(IOException cause) {
    if (cause.getMessage() == null) {
      return kind(cause);
    }
    boolean nameOnly = cause instanceof FileSystemException file && file.getReason() == null;
    return nameOnly ? kind(cause) + ": " + cause.getMessage() : cause.getMessage();
  }

  private static String kind(IOException cause) {
    String kind = cause.getClass().getSimpleName().replace("Exception", "");
    return kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  /**
   * A fault of the disk, in words: what was being done to which file, and why it failed.
   *
   * @param doing for example {@code writing out/metrics.jsonl}
   */
  public static UncheckedIOException fault(String doing, IOException cause) {
    String message =
        doing
            + " failed: "
            + reason(cause)
            + ". Everything up to the last checkpoint is kept if its folder is; when the cause is"
            + " gone, srl runs DIR prints the command that goes on (--resume)";
    return new UncheckedIOException(message, cause);
  }
}
