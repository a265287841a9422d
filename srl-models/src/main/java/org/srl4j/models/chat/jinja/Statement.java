package org.srl4j.models.chat.jinja;

/** What prints or changes variables. */
@FunctionalInterface
interface Statement {
  /** How a statement ends. */
  enum Flow {
    NEXT,
    BREAK,
    CONTINUE
  }

  Flow run(Frame frame);
}
