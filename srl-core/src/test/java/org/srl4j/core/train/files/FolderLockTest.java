package org.srl4j.core.train.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Within one process; two processes are in {@code TwoProcessesIT}. */
class FolderLockTest {
  @TempDir Path folder;

  @Test
  void theSecondOwnerIsToldWhoHasTheFolder() throws IOException {
    Path run = folder.resolve("run");
    try (FolderLock first = FolderLock.take(run)) {
      IllegalStateException refusal =
          assertThrows(IllegalStateException.class, () -> FolderLock.take(run.resolve("../run")));
      String me = "process " + ProcessHandle.current().pid() + " on " + FolderLock.host();
      assertTrue(refusal.getMessage().contains(me + " since 20"), refusal.getMessage());
      assertTrue(refusal.getMessage().contains("nothing was changed"), refusal.getMessage());
      assertTrue(FolderLock.isHeld(run));
      first.requireThere();
    }
    assertFalse(FolderLock.isHeld(run));
    FolderLock.take(run).close();
  }

  @Test
  void ofManyThreadsOneGetsTheFolder() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> taken =
          IntStream.range(0, 8).mapToObj(i -> pool.submit(this::takesForGood)).toList();
      int winners = 0;
      for (Future<Boolean> one : taken) {
        winners += one.get() ? 1 : 0;
      }
      assertEquals(1, winners);
    } finally {
      pool.shutdownNow();
    }
  }

  private boolean takesForGood() throws IOException {
    try {
      FolderLock.take(folder.resolve("contested"));
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Test
  void aFolderThatWasRemovedIsNoticed() throws IOException {
    Path run = folder.resolve("run");
    try (FolderLock lock = FolderLock.take(run)) {
      SealedFolder.delete(run);
      String message = assertThrows(IllegalStateException.class, lock::requireThere).getMessage();
      assertTrue(message.startsWith(run + ": the folder was removed or moved"), message);
    }
  }

  @Test
  void contentIsClearedAndTheLockStays() throws IOException {
    Path run = Files.createDirectories(folder.resolve("run/below")).getParent();
    Files.writeString(run.resolve("below/file"), "x");
    try (FolderLock lock = FolderLock.take(run)) {
      lock.clear();
      try (Stream<Path> left = Files.list(run)) {
        assertEquals(List.of(run.resolve(FolderLock.NAME)), left.toList());
      }
      lock.closeAndDelete();
    }
    assertFalse(Files.exists(run));
  }
}
