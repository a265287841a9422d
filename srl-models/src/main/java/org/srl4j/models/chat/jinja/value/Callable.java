package org.srl4j.models.chat.jinja.value;

import org.srl4j.models.chat.jinja.token.TemplateException;

/** A function or macro. */
@FunctionalInterface
public interface Callable {
  /** Calls it; the budget pays for what it makes. */
  Object call(Arguments arguments, Budget budget);

  /** How it prints; Python shows a place in memory, which is an error here. */
  default String printed() {
    throw new TemplateException("a function or method cannot be printed; call it with ()");
  }
}
