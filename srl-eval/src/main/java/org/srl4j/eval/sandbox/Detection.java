package org.srl4j.eval.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.srl4j.eval.sandbox.Containment.Counting;

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
    boolean namespaces = !bubble && works(first, Wrapping.namespaces(), NOTHING);
    List<String> space =
        bubble ? Wrapping.bubble() : namespaces ? Wrapping.namespaces() : List.of();
    Counting counting = !sizes ? Counting.NONE : user ? Counting.RUN : counting(space, root);
    return new Containment(bubble, bubble || namespaces, sizes, user, counting);
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
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
