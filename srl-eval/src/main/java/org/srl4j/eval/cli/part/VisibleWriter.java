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

  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private VisibleWriter(Writer out) {
    super(out);
  }

  /** A terminal; the only one that may write a control character is this class. */
  private static final class Terminal extends PrintWriter {
    private final Writer plain;
    private final boolean colours;

    Terminal(Writer plain, boolean colours) {
      super(new VisibleWriter(plain), true);
      this.plain = plain;
      this.colours = colours;
    }

    void printGreen(String text) {
      flush();
      try {
        plain.write(GREEN + VisibleText.of(text) + PLAIN);
        plain.flush();
      } catch (IOException e) {
        setError();
      }
    }
  }

  /** A writer for a terminal, with colours unless {@code NO_COLOR} is set. */
  public static PrintWriter of(Writer terminal) {
    return of(terminal, System.getenv("NO_COLOR") == null);
  }

  /** A writer for a terminal that shows colours, or does not. */
  public static PrintWriter of(Writer terminal, boolean colours) {
    return new Terminal(terminal, colours);
  }

  /**
   * Prints a text that stands out: in green on a terminal with colours, elsewhere between {@code
   * [[} and {@code ]]}. Its control characters are made visible everywhere.
   */
  public static void printMarked(PrintWriter out, String text) {
    if (out instanceof Terminal terminal && terminal.colours) {
      terminal.printGreen(text);
    } else {
      out.print("[[" + VisibleText.of(text) + "]]");
    }
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
