package org.srl4j.eval.sandbox;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Starts a process that cannot leave its folder: a thread of its own gives up its rights by
 * Landlock and {@link SystemCalls} and starts the process, which inherits that, and so do all that
 * it starts. The thread ends. Nobody can give these rights back.
 *
 * <p>Between giving up and starting, the thread does nothing else: it could open no jar for a class
 * that is not loaded yet.
 */
final class Lock {
  private static final int CREATE_RULESET = 444; // these three are the same on all machines
  private static final int ADD_RULE = 445;
  private static final int RESTRICT_SELF = 446;
  private static final int VERSION = 1;
  private static final int BENEATH = 1;
  private static final int NO_NEW_RIGHTS = 38;
  private static final int OPEN_AT_CWD = -100;
  private static final int OPEN_PATH = 0x200000 | 0x80000; // O_PATH, O_CLOEXEC

  private static final long EXECUTE = 1;
  private static final long WRITE_FILE = 1 << 1;
  private static final long READ_FILE = 1 << 2;
  private static final long READ_FOLDER = 1 << 3;
  private static final long TRUNCATE = 1 << 14;
  private static final long DEVICES = 1 << 6 | 1 << 9 | 1 << 11; // character, socket, block
  private static final List<String> SYSTEM =
      List.of(
          "/usr",
          "/bin",
          "/sbin",
          "/lib",
          "/lib64",
          "/etc/ld.so.cache",
          "/etc/alternatives",
          "/dev/zero",
          "/dev/random",
          "/dev/urandom");

  private final int version;
  private final SystemCalls calls;

  private Lock(int version, SystemCalls calls) {
    this.version = version;
    this.calls = calls;
  }

  /** The lock; empty where the kernel has none, or the machine is not known. */
  static Optional<Lock> ofThisSystem() {
    Optional<SystemCalls> calls = SystemCalls.ofThisMachine();
    if (!Kernel.isThere() || calls.isEmpty()) {
      return Optional.empty();
    }
    try {
      long version = Kernel.call("Landlock", CREATE_RULESET, 0, 0, VERSION);
      return Optional.of(new Lock((int) version, calls.get()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether signals to others are held in by Landlock itself. */
  private boolean holdsSignals() {
    return version >= 6;
  }

  /**
   * Starts a process.
   *
   * @param folder all rights to it, but no devices
   * @param readable further files and folders, to read and execute
   * @throws IOException if the rights cannot be given up, or it cannot be started
   */
  Process start(ProcessBuilder builder, Path folder, List<Path> readable) throws IOException {
    Callable<Process> all =
        () -> {
          restrict(folder, readable);
          return builder.start();
        };
    FutureTask<Process> task = new FutureTask<>(all);
    Thread thread = new Thread(task, "sandbox-lock");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a contained program started", e);
    }
  }

  private void restrict(Path folder, List<Path> readable) throws IOException {
    long files = files();
    int rules = ruleset(files);
    try {
      for (String path : SYSTEM) {
        allow(rules, Path.of(path), EXECUTE | READ_FILE | READ_FOLDER);
      }
      allow(rules, Path.of(System.getProperty("java.home")), EXECUTE | READ_FILE | READ_FOLDER);
      for (Path path : readable) {
        allow(rules, path, EXECUTE | READ_FILE | READ_FOLDER);
      }
      allow(rules, Path.of("/dev/null"), (WRITE_FILE | READ_FILE | TRUNCATE) & files);
      allow(rules, folder, files & ~DEVICES);
      Kernel.call("prctl", calls.prctl(), NO_NEW_RIGHTS, 1);
      Kernel.call("Landlock", RESTRICT_SELF, rules, 0);
    } finally {
      Kernel.call("close", close(), rules);
    }
    calls.refuse(!holdsSignals());
  }

  private long close() {
    return calls.prctl() == 157 ? 3 : 57;
  }

  private long open() {
    return calls.prctl() == 157 ? 257 : 56;
  }

  /** Every right to files that this version knows. */
  private long files() {
    int known = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
    return (1L << known) - 1;
  }

  private int ruleset(long files) throws IOException {
    int size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    Memory wanted = new Memory(24);
    wanted.setLong(0, files);
    wanted.setLong(8, 3); // TCP: bind, connect
    wanted.setLong(16, 3); // abstract sockets, signals
    return (int) Kernel.call("Landlock", CREATE_RULESET, wanted, size, 0);
  }

  private void allow(int rules, Path path, long rights) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    long ofFiles = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE;
    Memory name = new Memory(4L * path.toString().length() + 1);
    name.setString(0, path.toString(), System.getProperty("sun.jnu.encoding", "UTF-8"));
    int file = (int) Kernel.call("openat", open(), OPEN_AT_CWD, name, OPEN_PATH, 0);
    try {
      Memory rule = new Memory(12);
      rule.setLong(0, Files.isDirectory(path) ? rights : rights & ofFiles);
      rule.setInt(8, file);
      Kernel.call("Landlock", ADD_RULE, rules, BENEATH, rule, 0);
    } finally {
      Kernel.call("close", close(), file);
    }
  }
}
