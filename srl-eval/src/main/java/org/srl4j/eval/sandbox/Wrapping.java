package org.srl4j.eval.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.srl4j.eval.sandbox.Containment.Counting;
import org.srl4j.eval.sandbox.Containment.Reach;

/** The commands that run another one contained. */
final class Wrapping {
  private static final int NO_GROUP = 65534;
  private static final List<String> BUBBLE =
      List.of(
          "bwrap",
          "--unshare-all",
          "--die-with-parent",
          "--new-session",
          "--clearenv",
          "--ro-bind",
          "/usr",
          "/usr",
          "--proc",
          "/proc",
          "--dev",
          "/dev",
          "--tmpfs",
          "/tmp");
  private static final List<String> SYSTEM_FOLDERS =
      List.of("/bin", "/lib", "/lib64", "/etc/alternatives");

  private Wrapping() {}

  /** Another user, by number. */
  static List<String> user(int user) {
    return List.of("setpriv", "--reuid=" + user, "--regid=" + NO_GROUP, "--clear-groups");
  }

  /** No network, and a space of users and processes. */
  static List<String> namespaces() {
    return List.of("unshare", "--net", "--pid", "--fork", "--kill-child", "--map-root-user");
  }

  /** The same, and of the files only those of the system. */
  static List<String> bubble() {
    List<String> all = new ArrayList<>(BUBBLE);
    for (String folder : SYSTEM_FOLDERS) {
      Path path = Path.of(folder);
      if (Files.isSymbolicLink(path)) {
        all.addAll(List.of("--symlink", target(path), folder));
      } else if (Files.exists(path)) {
        all.addAll(List.of("--ro-bind", folder, folder));
      }
    }
    return all;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "usr" + link;
    }
  }

  /**
   * The command of a program with all that holds it.
   *
   * @param mark put on all its processes
   */
  static List<String> wrap(
      Sandbox.Program program, Containment containment, Limits limits, RunMark mark) {
    List<String> all = new ArrayList<>();
    if (containment.user()) {
      all.addAll(user(RunUser.next()));
    }
    if (containment.reach() == Reach.HIDDEN) {
      all.addAll(bubble());
      for (Path path : program.readable()) {
        all.addAll(List.of("--ro-bind", path.toString(), path.toString()));
      }
      String folder = program.folder().toString();
      all.addAll(List.of("--bind", folder, folder, "--chdir", folder));
    } else if (containment.reach() == Reach.OPEN && containment.network()) {
      all.addAll(namespaces());
    }
    if (containment.sizes()) {
      all.add("prlimit");
      all.addAll(mark.options(limits.memoryMegabytes()));
      all.add("--fsize=" + ((long) limits.fileMegabytes() << 20));
      all.add("--core=0");
      processes(containment.counting(), limits.processes())
          .ifPresent(count -> all.add("--nproc=" + count));
    }
    all.addAll(program.command());
    return all;
  }

  /** Where the kernel counts other programs too, there is room for as many runs as processors. */
  private static OptionalInt processes(Counting counting, int limit) {
    return switch (counting) {
      case RUN -> OptionalInt.of(limit);
      case USER -> {
        OptionalInt others = RunUser.threadsOfOurs();
        int room = limit * Runtime.getRuntime().availableProcessors();
        yield others.isPresent() ? OptionalInt.of(others.getAsInt() + room) : others;
      }
      case NONE -> OptionalInt.empty();
    };
  }
}
