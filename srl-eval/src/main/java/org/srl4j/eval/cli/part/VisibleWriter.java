package org.srl4j.eval.cli.part;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import org.srl4j.core.data.VisibleText;

/**
 * Makes control characters visible: what a policy or a data file holds must not move a terminal's
 * cursor, change its title or hide other text; see {@link VisibleText}.
 */
public final class VisibleWriter extends FilterWriter {
  private static final String TERMINALS = "srl4j.terminals";

  private VisibleWriter(Writer out) {
    super(out);
  }

  /** A writer for a terminal. */
  public static PrintWriter of(Writer terminal) {
    return new PrintWriter(new VisibleWriter(terminal), true);
  }

  /**
   * A writer for one of this process's streams: files and pipes get every character as it is.
   *
   * @param number 1 = standard output, 2 = standard error
   */
  public static PrintWriter of(PrintStream stream, int number) {
    PrintWriter plain = new PrintWriter(stream, true);
    return isTerminal(number) ? of(plain) : plain;
  }

  /** The launcher knows; without it, a process with a console has terminals. */
  private static boolean isTerminal(int number) {
    String known = System.getProperty(TERMINALS);
    return known == null ? System.console() != null : known.contains("" + number);
  }

  @Override
  public void write(int c) throws IOException {
    out.write(VisibleText.of(String.valueOf((char) c)));
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    out.write(VisibleText.of(new String(text, from, length)));
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    out.write(VisibleText.of(text.substring(from, from + length)));
  }
}
