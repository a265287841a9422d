package org.srl4j.core.train.files;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The right to write to a folder: one process has it, and in that process one owner. The system
 * takes it back when the process ends, however it ends; the file {@value #NAME} stays and says who
 * has the folder or had it last.
 *
 * <p>On POSIX systems a process loses its lock when it closes any channel to the file. So the
 * holder's process never opens the file a second time: {@link #HELD} is asked first.
 */
public final class FolderLock implements AutoCloseable {
  /** The file that is locked. */
  public static final String NAME = "run.lock";

  private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

  /** Behind all text, since some systems let nobody read bytes that are locked. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  /** So long a new holder may take to write who it is. */
  private static final long WRITING_MILLIS = 100;

  private static final int LONGEST_HOLDER = 1000;

  private final Path folder;
  private final Path key;
  private final FileChannel channel;

  private FolderLock(Path folder, Path key, FileChannel channel) {
    this.folder = folder;
    this.key = key;
    this.channel = channel;
  }

  /**
   * Takes the right to write to a folder until it is closed.
   *
   * @param folder is made if it is not there
   * @throws IllegalStateException if another process, or another owner in this one, has it; the
   *     message says who and since when, and nothing was touched
   * @throws IOException if the folder cannot be made, or its file system has no locks
   */
  public static FolderLock take(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path key = folder.toRealPath();
    String me =
        String.format(
            "process %d on %s since %s",
            ProcessHandle.current().pid(), host(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    String holder = HELD.putIfAbsent(key, me);
    if (holder != null) {
      throw refusal(folder, holder + " (this process)");
    }
    try {
      return new FolderLock(folder, key, locked(folder, me));
    } catch (IOException | RuntimeException e) {
      HELD.remove(key);
      throw e;
    }
  }

  private static FileChannel locked(Path folder, String me) throws IOException {
    Path file = folder.resolve(NAME);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock == null || !Files.exists(file)) {
        throw refusal(folder, holder(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((me + "\n").getBytes(StandardCharsets.UTF_8)), 0);
      channel.force(true);
      return channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw refusal(folder, "this process");
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** What the holder says of itself; it may just be writing it. */
  private static String holder(FileChannel channel) throws IOException {
    try {
      Thread.sleep(WRITING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ByteBuffer text = ByteBuffer.allocate(LONGEST_HOLDER);
    channel.read(text, 0);
    String line = StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
    return line.isEmpty() ? "another process" : line;
  }

  private static IllegalStateException refusal(Path folder, String holder) {
    return new IllegalStateException(
        folder
            + ": "
            + holder
            + " works in this folder; nothing was changed. Wait until it ends, stop it, or name"
            + " another folder");
  }

  /**
   * Whether somebody else may take the folder now. Not to be asked by a process that holds it.
   *
   * @return false also if there is no such folder
   */
  public static boolean isHeld(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return false;
    }
    if (HELD.containsKey(folder.toRealPath())) {
      return true;
    }
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false)) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /**
   * Returns if the folder is still the one that was taken.
   *
   * @throws IllegalStateException if it was removed or moved since; what is written from now on
   *     would be lost or go into the folder of somebody else
   */
  public void requireThere() {
    if (!Files.exists(folder.resolve(NAME))) {
      throw new IllegalStateException(
          folder
              + ": the folder was removed or moved while it was being worked in; what was done is"
              + " lost unless you have it elsewhere. Nothing more is written; begin again");
    }
  }

  /** Deletes all that is in the folder but the lock. */
  public void clear() throws IOException {
    List<Path> content;
    try (Stream<Path> entries = Files.list(folder)) {
      content = entries.filter(entry -> !entry.endsWith(NAME)).toList();
    }
    for (Path entry : content) {
      SealedFolder.delete(entry);
    }
  }

  /** Gives the right back and deletes the folder. */
  public void closeAndDelete() throws IOException {
    clear();
    if (Disk.DELETES_OPEN_FILES) {
      Files.deleteIfExists(folder.resolve(NAME)); // while nobody else can have taken it
    }
    close();
    SealedFolder.delete(folder);
  }

  /** The name of this machine, or unknown. */
  public static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Gives the right back; the file stays. */
  @Override
  public void close() throws IOException {
    try {
      channel.close(); // and with it the lock
    } finally {
      HELD.remove(key);
    }
  }
}
