package org.srl4j.models.chat.jinja.value;

import org.srl4j.models.chat.jinja.token.TemplateException;

/**
 * What one rendering may cost. One unit is about one operation, or one character or list element
 * made; so time and memory are bounded whatever the template does. Paid before the work is done.
 */
public final class Budget {
  /** Units of one rendering: some tenths of a second, at most about 200 MB. */
  public static final long UNITS = 1L << 23;

  /** What an element of a list or a turn of a loop costs. */
  public static final long ELEMENT = 8;

  private static final int MAX_CALLS = 10;

  private long left = UNITS;
  private int calls;

  /**
   * Pays.
   *
   * @param units from 0
   * @throws TemplateException if that is more than is left
   */
  public void pay(long units) {
    left -= Math.min(Math.max(units, 1), UNITS + 1);
    if (left < 0) {
      throw new TemplateException(
          "rendering takes too long or its text is too large (limit " + UNITS + " units)");
    }
  }

  /** Enters a macro. */
  public void enter() {
    if (++calls > MAX_CALLS) {
      throw new TemplateException("more than " + MAX_CALLS + " macros inside each other");
    }
  }

  /** Leaves a macro. */
  public void leave() {
    calls--;
  }
}
