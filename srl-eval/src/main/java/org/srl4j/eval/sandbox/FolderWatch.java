package org.srl4j.eval.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BooleanSupplier;

/**
 * Looks at the folder that a program may write, again and again, and ends the program when there is
 * too much in it. What a program writes between two looks comes on top. Folders below a depth of
 * {@value #MAX_DEPTH} count as too much.
 */
final class FolderWatch {
  /** Entries that a program may add. */
  static final int MAX_ENTRIES = 4096;

  private static final int MAX_DEPTH = 64;
  private static final int FILES_OF_FULL_SIZE = 16;
  private static final long PAUSE_MILLIS = 50;

  private final Path folder;
  private final long maxBytes;
  private final int maxEntries;
  private volatile boolean overfull;
  private volatile boolean stopped;

  FolderWatch(Path folder, Limits limits) {
    this.folder = folder;
    Content before = Content.of(folder, Long.MAX_VALUE, Integer.MAX_VALUE);
    this.maxEntries = before.entries + MAX_ENTRIES;
    this.maxBytes = before.bytes + ((long) limits.fileMegabytes() << 20) * FILES_OF_FULL_SIZE;
  }

  /** Begins to look. */
  void start(BooleanSupplier alive, Runnable end) {
    Thread thread =
        new Thread(
            () -> {
              while (!stopped && alive.getAsBoolean()) {
                if (!overfull && Content.of(folder, maxBytes, maxEntries).isTooMuch) {
                  overfull = true;
                  end.run();
                }
                pause();
              }
            },
            "sandbox-folder");
    thread.setDaemon(true);
    thread.start();
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  void stop() {
    stopped = true;
  }

  boolean overfull() {
    return overfull;
  }

  /** What is in a folder; counting stops when it is too much. */
  private static final class Content extends SimpleFileVisitor<Path> {
    private final long maxBytes;
    private final int maxEntries;
    private final int rootDepth;
    private long bytes;
    private int entries;
    private boolean isTooMuch;

    private Content(long maxBytes, int maxEntries, int rootDepth) {
      this.maxBytes = maxBytes;
      this.maxEntries = maxEntries;
      this.rootDepth = rootDepth;
    }

    static Content of(Path folder, long maxBytes, int maxEntries) {
      Content content = new Content(maxBytes, maxEntries, folder.getNameCount());
      try {
        Files.walkFileTree(folder, content);
      } catch (IOException e) {
        // It changes while we look; the next look will see it.
      }
      return content;
    }

    private FileVisitResult count(Path path, long size) {
      entries++;
      bytes += size;
      boolean deep = path.getNameCount() - rootDepth > MAX_DEPTH;
      isTooMuch = entries > maxEntries || bytes > maxBytes || deep && maxBytes < Long.MAX_VALUE;
      return isTooMuch ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes facts) {
      return count(path, 0);
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes facts) {
      return count(path, facts.size());
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
      return count(path, 0);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
