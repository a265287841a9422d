package org.srl4j.eval.api;

/**
 * A result that a notebook shows as HTML when it is a cell's last value; {@code toString} is for
 * consoles.
 */
public interface Shown {

  /** A fragment of HTML with nothing loaded from elsewhere; every text in it is escaped. */
  String html();
}
