package org.srl4j.eval.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.srl4j.eval.sandbox.Containment.Reach;
import org.srl4j.eval.sandbox.Outcome.End;

/**
 * Runs programs that nobody trusts: a child process in a folder of its own, with an empty
 * environment, limits, and an end for it and all processes that it started, wherever they went.
 *
 * <p>Immutable and thread-safe; a thread of its own reads the output and ends with the program.
 *
 * @param containment what the system offers
 * @param limits how much a program may use
 */
public record Sandbox(Containment containment, Limits limits) {
  private static final int BUFFER = 1 << 13;
  private static final long PAUSE_MILLIS = 20;
  private static final long GRACE_SECONDS = 5;

  /** A sandbox with all that this system offers. */
  public static Sandbox with(Limits limits) {
    return new Sandbox(Containment.ofThisSystem(), limits);
  }

  /**
   * A program to run.
   *
   * @param command program and arguments
   * @param folder the only folder it may write; readable and writable for everybody
   * @param readable further files or folders that it must see
   * @param input what it reads from standard input
   */
  public record Program(List<String> command, Path folder, List<Path> readable, String input) {

    /** Copies the lists. */
    public Program {
      command = List.copyOf(command);
      readable = List.copyOf(readable);
    }
  }

  /**
   * Runs a program to its end or its limits.
   *
   * @throws IOException if it cannot be started
   */
  public Outcome run(Program program) throws IOException {
    try (Contained contained = start(program, true)) {
      Process process = contained.process();
      Reading reading = new Reading(contained, limits.outputBytes());
      reading.start();
      write(process, program.input());
      boolean ended = ends(contained);
      if (ended) {
        reading.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS)); // to kill closes the stream
      }
      contained.end();
      reading.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS));
      End end = end(contained, reading.overflowed, ended);
      return new Outcome(end, end == End.EXITED ? process.exitValue() : -1, reading.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a contained program ran");
    }
  }

  /** Whether it ends within its time. */
  private boolean ends(Contained contained) throws InterruptedException {
    TimeLimit limit = new TimeLimit(limits.time(), contained::processorTime);
    while (!limit.over()) {
      if (contained.process().waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return !contained.process().isAlive();
  }

  private static End end(Contained contained, boolean overflowed, boolean ended) {
    if (contained.overfull()) {
      return End.FOLDER_LIMIT;
    }
    return overflowed ? End.OUTPUT_LIMIT : ended ? End.EXITED : End.TIMED_OUT;
  }

  /**
   * Starts a program whose streams the caller uses; its input is not written, what it prints as
   * errors is thrown away. Time and output are the caller's to watch, and it must be closed.
   *
   * @throws IOException if it cannot be started
   */
  public Contained start(Program program) throws IOException {
    return start(program, false);
  }

  private Contained start(Program program, boolean errorsToo) throws IOException {
    RunMark mark = RunMark.random();
    Process process = start(program, mark, errorsToo);
    return new Contained(process, mark, new FolderWatch(program.folder(), limits));
  }

  private Process start(Program program, RunMark mark, boolean errorsToo) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(Wrapping.wrap(program, containment, limits, mark));
    builder.directory(program.folder().toFile()).redirectErrorStream(errorsToo);
    if (!errorsToo) {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", "/usr/bin:/bin");
    if (!containment.sizes()) {
      environment.putAll(mark.environment());
    }
    if (containment.reach() != Reach.LOCKED) {
      return builder.start();
    }
    Lock lock = Lock.ofThisSystem().orElseThrow(() -> new IOException("no Landlock here"));
    return lock.start(builder, program.folder(), program.readable());
  }

  /** A program that ends before it has read everything is no fault of ours. */
  private static void write(Process process, String input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The pipe is closed: the program has ended or closed it, which its outcome will show.
    }
  }

  /** Reads what is printed and kills a program that prints too much. */
  private static final class Reading extends Thread {
    private final Contained program;
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private volatile boolean overflowed;

    Reading(Contained program, int limit) {
      super("sandbox-output");
      this.program = program;
      this.limit = limit;
      setDaemon(true);
    }

    @Override
    public void run() {
      byte[] buffer = new byte[BUFFER];
      try (InputStream in = program.process().getInputStream()) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          int room = limit - size();
          append(buffer, Math.min(n, room));
          if (n > room) {
            overflowed = true;
            program.end();
            return;
          }
        }
      } catch (IOException e) {
        // The stream is closed when the program is killed.
      }
    }

    private synchronized int size() {
      return kept.size();
    }

    private synchronized void append(byte[] bytes, int count) {
      kept.write(bytes, 0, count);
    }

    synchronized String text() {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }
}
