package org.srl4j.eval.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.srl4j.eval.sandbox.Containment.Counting;
import org.srl4j.eval.sandbox.Containment.Reach;

/** Tries what the system offers. */
final class Detection {
  private static final int ROOM = 64;
  private static final int FEWEST = 8;
  private static final List<String> NOTHING = List.of("true");
  private static final List<String> FORK = List.of("sh", "-c", ": & wait");

  private Detection() {}

  static Containment run() {
    boolean root = "root".equals(System.getProperty("user.name"));
    boolean user = root && works(List.of(), Wrapping.user(RunUser.next()), NOTHING);
    boolean sizes = works(List.of(), limit(ROOM), NOTHING);
    List<String> first = user ? Wrapping.user(RunUser.next()) : List.of();
    boolean bubble = works(first, Wrapping.bubble(), NOTHING);
    boolean lock = !bubble && locks();
    boolean namespaces = !bubble && !lock && works(first, Wrapping.namespaces(), NOTHING);
    List<String> space =
        bubble ? Wrapping.bubble() : namespaces ? Wrapping.namespaces() : List.of();
    Counting counting = !sizes ? Counting.NONE : user ? Counting.RUN : counting(space, root);
    Reach reach = bubble ? Reach.HIDDEN : lock ? Reach.LOCKED : Reach.OPEN;
    return new Containment(reach, bubble || lock || namespaces, sizes, user, counting);
  }

  /** Whether a locked program runs, and cannot write beside its folder. */
  static boolean locks() {
    Optional<Lock> lock = Lock.ofThisSystem();
    if (lock.isEmpty()) {
      return false;
    }
    try {
      Path outer = Files.createTempDirectory("srl-lock").toRealPath();
      try {
        Path folder = Files.createDirectory(outer.resolve("own"));
        ProcessBuilder builder =
            quiet(List.of("sh", "-c", "echo >in && ! (echo >../out) && ! chmod 700 ."));
        Process process = lock.get().start(builder.directory(folder.toFile()), folder, List.of());
        boolean ended = process.waitFor(10, TimeUnit.SECONDS);
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
        return ended
            && process.exitValue() == 0
            && Files.exists(folder.resolve("in"))
            && !Files.exists(outer.resolve("out"));
      } finally {
        Removal.of(outer);
      }
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ProcessBuilder quiet(List<String> command) {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }

  /**
   * Our user has threads of its own. A space in which a process can be started under a limit lower
   * than their number counts its own; newer kernels do so.
   */
  private static Counting counting(List<String> space, boolean root) {
    OptionalInt ours = RunUser.threadsOfOurs();
    if (ours.isEmpty()) {
      return Counting.NONE;
    }
    int fewer = ours.getAsInt() - 1;
    if (!space.isEmpty() && fewer >= FEWEST && works(space, limit(fewer), FORK)) {
      return Counting.RUN;
    }
    // Nothing is counted of root. Where a process cannot be started, others are counted whom we
    // do not see: those of the same number in other containers.
    boolean counts = !root && works(List.of(), limit(ours.getAsInt() + ROOM), FORK);
    return counts ? Counting.USER : Counting.NONE;
  }

  private static List<String> limit(int processes) {
    return List.of("prlimit", "--nproc=" + processes);
  }

  private static boolean works(List<String> first, List<String> second, List<String> last) {
    List<String> command = new ArrayList<>(first);
    command.addAll(second);
    command.addAll(last);
    try {
      Process process = quiet(command).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
