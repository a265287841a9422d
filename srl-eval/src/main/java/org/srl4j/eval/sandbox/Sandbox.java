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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.srl4j.eval.sandbox.Outcome.End;

/**
 * Runs programs that nobody trusts: a child process in a folder of its own, with an empty
 * environment, limits, and an end for it and all its descendants.
 *
 * <p>Immutable and thread-safe; a thread of its own reads the output and ends with the program.
 *
 * @param containment what the system offers
 * @param limits how much a program may use
 */
public record Sandbox(Containment containment, Limits limits) {
  private static final int BUFFER = 1 << 13;
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
    ProcessBuilder builder =
        new ProcessBuilder(
            containment.wrap(program.command(), program.folder(), program.readable(), limits));
    builder.directory(program.folder().toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", "/usr/bin:/bin");
    Process process = builder.start();
    Reading reading = new Reading(process, limits.outputBytes());
    reading.start();
    try {
      write(process, program.input());
      boolean ended = process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS);
      if (ended) {
        reading.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS)); // to kill closes the stream
      }
      kill(process);
      reading.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS));
      End end = reading.overflowed ? End.OUTPUT_LIMIT : ended ? End.EXITED : End.TIMED_OUT;
      return new Outcome(end, end == End.EXITED ? process.exitValue() : -1, reading.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a contained program ran");
    } finally {
      kill(process);
    }
  }

  /** A program that ends before it has read everything is no fault of ours. */
  private static void write(Process process, String input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The pipe is closed: the program has ended or closed it, which its outcome will show.
    }
  }

  private static void kill(Process process) {
    List<ProcessHandle> descendants = process.descendants().toList();
    descendants.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
      CompletableFuture<?>[] ends =
          descendants.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(ends).get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // A process that does not die within seconds is the kernel's, not ours.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads what is printed and kills a program that prints too much. */
  private static final class Reading extends Thread {
    private final Process process;
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private volatile boolean overflowed;

    Reading(Process process, int limit) {
      super("sandbox-output");
      this.process = process;
      this.limit = limit;
      setDaemon(true);
    }

    @Override
    public void run() {
      byte[] buffer = new byte[BUFFER];
      try (InputStream in = process.getInputStream()) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          int room = limit - size();
          append(buffer, Math.min(n, room));
          if (n > room) {
            overflowed = true;
            kill(process);
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
