package org.srl4j.eval.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * All processes of a run: the one we started, its descendants, and what carries the run's mark.
 *
 * @param process the one we started, looked up by a thread that is not locked: a handle knows when
 *     its process began, and kills no other one
 * @param mark of the run
 */
record RunProcesses(ProcessHandle process, RunMark mark) {
  private static final long GRACE_MILLIS = 20_000;
  private static final long PAUSE_MILLIS = 5;
  private static final int EMPTY_LOOKS = 3;

  /**
   * Ends them all. Each is stopped first, since what is stopped starts no others, until no new one
   * is found; then all are killed. Waits until they are gone, 20 s at most: a process that lives
   * longer is the kernel's. One look can miss a process that is born while it looks, whose parent
   * has ended; so it must find none several times.
   */
  void end() {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
    process.destroyForcibly();
    boolean interrupted = false;
    int empty = 0;
    while (empty < EMPTY_LOOKS && System.nanoTime() < until) {
      List<ProcessHandle> left = left();
      empty = left.isEmpty() ? empty + 1 : 0;
      stopAll(left, until);
      interrupted |= pause();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops and kills; a process that is new meanwhile is met too. */
  private void stopAll(List<ProcessHandle> first, long until) {
    Set<ProcessHandle> stopped = new LinkedHashSet<>();
    for (List<ProcessHandle> found = first;
        stopped.addAll(found) && System.nanoTime() < until;
        found = left()) {
      stop(found);
    }
    stopped.forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> left() {
    Stream<ProcessHandle> marked =
        ProcessHandle.allProcesses().filter(other -> mark.isOn(other.pid()));
    return Stream.concat(process.descendants(), marked)
        .distinct()
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  /** Java knows no signal that stops; every POSIX shell does. Without one they are only killed. */
  private static void stop(List<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "kill -s STOP \"$@\"", "sh"));
    processes.forEach(other -> command.add("" + other.pid()));
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(1, TimeUnit.SECONDS);
    } catch (IOException e) {
      // No shell, or no room for one: killed all the same.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }
}
