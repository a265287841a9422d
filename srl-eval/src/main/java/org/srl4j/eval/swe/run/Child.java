package org.srl4j.eval.swe.run;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.srl4j.eval.sandbox.Contained;
import org.srl4j.eval.sandbox.Removal;
import org.srl4j.eval.swe.run.wire.BrokenFrameException;
import org.srl4j.eval.swe.run.wire.Frame;

/** A child that runs, and the frames that go to it and come from it. */
final class Child implements AutoCloseable {
  private static final int OUT_OF_MEMORY = 3; // -XX:+ExitOnOutOfMemoryError

  private final Contained contained;
  private final Path folder;
  private final Consumer<String> leftovers;
  private final DataInputStream in;
  private final DataOutputStream out;
  private boolean ready;
  private boolean broken;
  private boolean closed;

  /**
   * A child.
   *
   * @param folder that it may write; removed on close
   * @param leftovers takes what could not be removed
   */
  Child(Contained contained, Path folder, Consumer<String> leftovers) {
    this.contained = contained;
    this.folder = folder;
    this.leftovers = leftovers;
    this.in = new DataInputStream(new BufferedInputStream(contained.process().getInputStream()));
    this.out =
        new DataOutputStream(new BufferedOutputStream(contained.process().getOutputStream()));
  }

  /**
   * Waits until it has started.
   *
   * @throws IOException if it ends, or says something else first
   */
  void awaitReady() throws IOException {
    if (!ready) {
      Frame first = read();
      if (first.type() != Frame.Type.READY) {
        throw new IOException("a child began with " + first.type());
      }
      ready = true;
    }
  }

  void write(Frame frame) throws IOException {
    frame.write(out);
  }

  Frame read() throws IOException {
    try {
      return Frame.read(in);
    } catch (BrokenFrameException e) {
      broken = true;
      throw e;
    }
  }

  /** Asks for another candidate; whether the child can take one. */
  boolean unload() {
    try {
      awaitReady();
      Frame.of(Frame.Type.UNLOAD).write(out);
      ready = false;
      awaitReady();
      return true;
    } catch (IOException e) {
      return false; // it has ended, by itself since threads were left
    }
  }

  /** What it said is none of what it may say; it will be ended. */
  void breaks() {
    broken = true;
  }

  /** Ends it, from another thread too. */
  void kill() {
    contained.kill();
  }

  /** What its processes that still run have used of the processors. */
  Duration processorTime() {
    return contained.processorTime();
  }

  /** Why it ended, or will be ended. */
  String end() {
    if (contained.overfull()) {
      return "the process was killed because it wrote too many files, or too much into them";
    }
    if (broken) {
      return "the process was killed because it printed past its streams, among its answers";
    }
    try {
      if (!contained.process().waitFor(1, TimeUnit.SECONDS)) {
        return "the process stopped to answer";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int code = contained.process().exitValue();
    return "the process ended before its tests did, with code "
        + code
        + (code == OUT_OF_MEMORY ? " (out of memory)" : "");
  }

  /** Ends it with all its processes and removes its folder; never throws. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    contained.close();
    try (in;
        out) {
      Removal.of(folder).forEach(leftovers);
    } catch (IOException e) {
      // The pipe is gone with the process.
    }
  }
}
