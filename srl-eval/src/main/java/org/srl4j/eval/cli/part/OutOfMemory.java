package org.srl4j.eval.cli.part;

import java.util.Locale;

/** What to say when a command has run out of memory: how much there was and how to have more. */
public final class OutOfMemory {
  private static final int MEBIBYTE = 20;

  private OutOfMemory() {}

  /** One line; memory outside of the heap has a limit of its own. */
  public static String message(OutOfMemoryError fault) {
    String cause = String.valueOf(fault.getMessage());
    String lower = cause.toLowerCase(Locale.ROOT);
    if (lower.contains("thread")) {
      return "out of memory: "
          + cause
          + "; the system allows no more threads or memory: lower --threads or workers, or raise"
          + " the limit (ulimit -u)";
    }
    if (lower.contains("physical memory") || lower.contains("maxbytes")) {
      return "out of memory outside of the heap: "
          + cause
          + "; use a smaller model or batch (srl plan-memory says what takes how much), or a"
          + " machine with more memory";
    }
    return "out of memory: "
        + cause
        + "; this Java may use "
        + (Runtime.getRuntime().maxMemory() >> MEBIBYTE)
        + " MiB. Give it more, for example SRL_JAVA_OPTS=-Xmx16g ./srl ..., or give it less to"
        + " hold (srl plan-memory says what a training takes)";
  }
}
