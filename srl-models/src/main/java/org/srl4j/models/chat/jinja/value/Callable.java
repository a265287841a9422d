package org.srl4j.models.chat.jinja.value;

/** A function or macro. */
@FunctionalInterface
public interface Callable {
  /** Calls it; the budget pays for what it makes. */
  Object call(Arguments arguments, Budget budget);
}
