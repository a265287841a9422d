package org.srl4j.eval.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelClassesTest {
  @TempDir Path folder;

  /** The loop of the kernel that answers messages, as {@link KernelClasses} compiles it. */
  private Thread loop(Runnable body) throws Exception {
    new KernelClasses("").compile("LoopThread", folder);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      return (Thread)
          loader
              .loadClass("org.rapaio.jupyter.kernel.channels.LoopThread")
              .getConstructor(String.class, long.class, Runnable.class)
              .newInstance("loop", 1L, body);
    }
  }

  @Test
  void theLoopReadsNothingBeforeTheKernelIsRegistered() throws Exception {
    AtomicInteger rounds = new AtomicInteger();
    Thread thread = loop(rounds::incrementAndGet);
    thread.setDaemon(true);
    thread.start();
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
    while (System.nanoTime() < until) {
      Thread.onSpinWait(); // registering: this thread works and does not wait
    }
    assertEquals(0, rounds.get());
    thread.interrupt();
  }

  @Test
  void theLoopRunsWhileItsMakerWaitsForItsEndAndStopsOnRequest() throws Exception {
    AtomicInteger rounds = new AtomicInteger();
    Thread[] made = new Thread[1];
    made[0] =
        loop(
            () -> {
              if (rounds.incrementAndGet() == 3) {
                stop(made[0]);
              }
            });
    made[0].start();
    made[0].join(); // as the kernel's main thread does
    assertEquals(3, rounds.get());
    assertFalse(made[0].isAlive());
  }

  private static void stop(Thread loop) {
    try {
      loop.getClass().getMethod("shutdown").invoke(loop);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
