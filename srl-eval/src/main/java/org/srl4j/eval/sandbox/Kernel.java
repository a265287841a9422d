package org.srl4j.eval.sandbox;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.Optional;

/** The few calls of the Linux kernel that Java does not know. */
final class Kernel {
  private static final int ERRORS = -1;
  private static final Optional<C> C_LIBRARY = load();

  private Kernel() {}

  /** What we use of the C library; arguments of {@code syscall} are words of the machine. */
  interface C extends Library {
    NativeLong syscall(NativeLong number, Object... words);
  }

  private static Optional<C> load() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Native.load("c", C.class));
    } catch (LinkageError e) {
      return Optional.empty(); // another C library, or a folder for natives that cannot be written
    }
  }

  /** Whether calls can be made at all. */
  static boolean isThere() {
    return C_LIBRARY.isPresent();
  }

  /**
   * Makes a call.
   *
   * @param words numbers or {@link Pointer}s; the rest is 0
   * @return its result, at least 0
   * @throws IOException with the error's number
   */
  static long call(String name, long number, Object... words) throws IOException {
    Object[] all = new Object[6];
    for (int i = 0; i < all.length; i++) {
      Object word = i < words.length ? words[i] : 0L;
      all[i] = word instanceof Number n ? new NativeLong(n.longValue()) : word;
    }
    C library = C_LIBRARY.orElseThrow(() -> new IOException("no C library"));
    long result = library.syscall(new NativeLong(number), all).longValue();
    if (result == ERRORS) {
      throw new IOException(name + ": error " + Native.getLastError());
    }
    return result;
  }
}
