package org.srl4j.eval.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the system offers to hold a program in. Found out by trying, once.
 *
 * <p>Time and output are kept on every system; the rest is as strong as the tools that are there.
 *
 * @param files whether the program sees only its own folder and, unchanged, what the system needs
 *     to run it (bubblewrap)
 * @param network whether it has no network and its processes are a space of their own, which ends
 *     with it (bubblewrap or unshare)
 * @param sizes whether memory, file size and number of processes are limited (prlimit)
 * @param user whether it runs as another user than root (setpriv); only asked for when we are root
 */
public record Containment(boolean files, boolean network, boolean sizes, boolean user) {
  private static final int NOBODY = 65534;
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
  private static final List<String> NAMESPACES =
      List.of("unshare", "--net", "--pid", "--fork", "--kill-child", "--map-root-user");
  private static final List<String> SYSTEM_FOLDERS =
      List.of("/bin", "/lib", "/lib64", "/etc/alternatives");

  /** Nothing but what every system can do. */
  public static final Containment NONE = new Containment(false, false, false, false);

  private static final class Detected {
    static final Containment VALUE = detect();
  }

  /** What this system offers. */
  public static Containment ofThisSystem() {
    return Detected.VALUE;
  }

  private static Containment detect() {
    boolean root = "root".equals(System.getProperty("user.name"));
    boolean user = root && works(identity());
    boolean sizes = works(List.of("prlimit", "--nproc=64"));
    List<String> first = user ? identity() : List.of();
    boolean bubble = works(joined(first, joined(BUBBLE, systemFolders())));
    boolean namespaces = !bubble && works(joined(first, NAMESPACES));
    return new Containment(bubble, bubble || namespaces, sizes, user);
  }

  private static List<String> identity() {
    return List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
  }

  private static boolean works(List<String> prefix) {
    try {
      Process process =
          new ProcessBuilder(joined(prefix, List.of("true")))
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

  /**
   * The command that runs another one contained.
   *
   * @param command what to run
   * @param folder its own folder, which it may write
   * @param readable further files or folders that it must see, e.g. the JDK
   * @param limits sizes
   */
  List<String> wrap(List<String> command, Path folder, List<Path> readable, Limits limits) {
    List<String> all = new ArrayList<>();
    if (user) {
      all.addAll(identity());
    }
    if (files) {
      all.addAll(BUBBLE);
      all.addAll(systemFolders());
      for (Path path : readable) {
        all.addAll(List.of("--ro-bind", path.toString(), path.toString()));
      }
      all.addAll(List.of("--bind", folder.toString(), folder.toString()));
      all.addAll(List.of("--chdir", folder.toString()));
    } else if (network) {
      all.addAll(NAMESPACES);
    }
    if (sizes) {
      all.add("prlimit");
      all.add("--as=" + ((long) limits.memoryMegabytes() << 20));
      all.add("--fsize=" + ((long) limits.fileMegabytes() << 20));
      all.add("--nproc=" + limits.processes());
      all.add("--core=0");
    }
    all.addAll(command);
    return all;
  }

  private static List<String> systemFolders() {
    List<String> binds = new ArrayList<>();
    for (String folder : SYSTEM_FOLDERS) {
      Path path = Path.of(folder);
      if (Files.isSymbolicLink(path)) {
        binds.addAll(List.of("--symlink", target(path), folder));
      } else if (Files.exists(path)) {
        binds.addAll(List.of("--ro-bind", folder, folder));
      }
    }
    return binds;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "usr" + link;
    }
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** What is not kept on this system, a sentence each; for people who run programs of models. */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    if (!files) {
      gaps.add("files outside of its folder can be read: install bubblewrap (bwrap)");
    }
    if (!network) {
      gaps.add(
          "the network can be reached, and processes that a program leaves behind when it ends stay:"
              + " install bubblewrap (bwrap) or util-linux (unshare)");
    }
    if (!sizes) {
      gaps.add("memory, file size and number of processes are unlimited: install prlimit");
    }
    return gaps;
  }
}
