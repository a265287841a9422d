package org.srl4j.models.chat.jinja;

/** What prints or changes variables. */
@FunctionalInterface
interface Statement {
  /** How a statement ends. */
  enum Flow {
    /** The next statement follows. */
    NEXT,
    /** The loop ends. */
    BREAK,
    /** The next turn of the loop follows. */
    CONTINUE
  }

  Flow run(Frame frame);
}
