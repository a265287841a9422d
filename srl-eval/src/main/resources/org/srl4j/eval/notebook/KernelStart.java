package org.srl4j.eval.notebook.kernel;

import org.rapaio.jupyter.kernel.MainApp;
import sun.misc.Signal;

/**
 * Starts the kernel so that an interrupt, which comes as a signal, interrupts the cell's thread and
 * nothing else. The kernel's own way closes the executor of all cells, and by message it also takes
 * the cell's replies for the interrupt's: no cell answers after it.
 */
public final class KernelStart {
  private static final String CELL_THREADS = "Engine-thread-";

  private KernelStart() {}

  /** Takes the file that says where to connect. */
  public static void main(String[] arguments) throws Exception {
    Signal.handle(new Signal("INT"), signal -> interruptCell());
    MainApp.main(arguments);
  }

  private static void interruptCell() {
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(CELL_THREADS))
        .forEach(Thread::interrupt);
  }
}
