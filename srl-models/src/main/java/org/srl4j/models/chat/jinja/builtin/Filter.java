package org.srl4j.models.chat.jinja.builtin;

import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Budget;

/**
 * What stands after a vertical bar.
 *
 * @param parameters as {@link Arguments#bind} reads them; {@link #ANY}: it binds them itself
 * @param body what it does
 */
record Filter(String parameters, Body body) {
  static final String ANY = "*";

  /** What a filter does with a value. */
  @FunctionalInterface
  interface Body {
    Object of(Object value, Arguments arguments, Budget budget);
  }

  /** What a filter does with a value's text, which is paid for before. */
  @FunctionalInterface
  interface TextBody {
    Object of(String text, Arguments arguments, Budget budget);
  }

  Object apply(String name, Object value, Arguments arguments, Budget budget) {
    Arguments bound =
        parameters.equals(ANY) ? arguments : arguments.bind("filter '" + name + "'", parameters);
    return body.of(value, bound, budget);
  }
}
