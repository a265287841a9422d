package org.srl4j.eval.cli.part;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Makes control characters visible: what a policy or a data file holds must not move a terminal's
 * cursor, change its title or hide other text. Line ends and tabs pass; ESC becomes {@code ␛}, a
 * character that turns the direction of writing {@code <U+202E>}.
 */
public final class VisibleWriter extends FilterWriter {
  private static final int PICTURES = 0x2400;
  private static final int DELETE = 0x7f;
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

  /** The text as a terminal may show it. */
  public static String visible(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lineEnd = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || c == '\t' || lineEnd || !isControl(c)) {
        shown.append(c);
      } else if (c < ' ') {
        shown.append((char) (PICTURES + c));
      } else if (c == DELETE) {
        shown.append('\u2421');
      } else {
        shown.append(String.format("<U+%04X>", (int) c));
      }
    }
    return shown.toString();
  }

  /** C0, DEL, C1, and the marks that turn or isolate the direction of writing. */
  private static boolean isControl(char c) {
    return Character.isISOControl(c)
        || c >= '\u202a' && c <= '\u202e'
        || c >= '\u2066' && c <= '\u2069';
  }

  @Override
  public void write(int c) throws IOException {
    out.write(visible(String.valueOf((char) c)));
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    out.write(visible(new String(text, from, length)));
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    out.write(visible(text.substring(from, from + length)));
  }
}
