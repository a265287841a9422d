package org.srl4j.eval.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of this process, as Linux counts it; -1 elsewhere. */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final long KIB = 1024;

  private ResidentMemory() {}

  /** Bytes now. */
  static long now() throws IOException {
    return read("VmRSS:");
  }

  /** Most bytes since the process began, or since {@link #forgetPeak}. */
  static long peak() throws IOException {
    return read("VmHWM:");
  }

  /** Counts the peak from now on, where the system lets us. */
  static void forgetPeak() throws IOException {
    if (Files.isWritable(CLEAR)) {
      Files.writeString(CLEAR, "5");
    }
  }

  private static long read(String field) throws IOException {
    if (!Files.isReadable(STATUS)) {
      return -1;
    }
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(field)) {
        return KIB * Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return -1;
  }
}
