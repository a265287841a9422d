package org.srl4j.eval.sandbox;

import java.time.Duration;
import java.util.stream.Stream;

/** A contained program that runs. Thread-safe. */
public final class Contained implements AutoCloseable {
  private final Process process;
  private final ProcessHandle handle;
  private final RunProcesses processes;
  private final FolderWatch watch;

  Contained(Process process, RunMark mark, FolderWatch watch) {
    this.process = process;
    this.handle = ProcessHandle.of(process.pid()).orElseGet(process::toHandle);
    this.processes = new RunProcesses(handle, mark);
    this.watch = watch;
    watch.start(process::isAlive, this::end);
  }

  /** The process that was started, whose streams are the program's. */
  public Process process() {
    return process;
  }

  /**
   * What its processes that still run have used of the processors; zero where the system does not
   * say.
   */
  public Duration processorTime() {
    return Stream.concat(Stream.of(handle), handle.descendants())
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Ends the process that was started, without waiting; {@link #end} ends the others too. */
  public void kill() {
    handle.destroyForcibly();
  }

  /** Whether it was ended because its folder held too many entries or bytes. */
  public boolean overfull() {
    return watch.overfull();
  }

  /** Ends all its processes, wherever they went, and waits until they are gone. */
  public synchronized void end() {
    processes.end();
  }

  /** The same as {@link #end}. */
  @Override
  public void close() {
    watch.stop();
    end();
  }
}
