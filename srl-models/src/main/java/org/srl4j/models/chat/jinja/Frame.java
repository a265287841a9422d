package org.srl4j.models.chat.jinja;

import java.util.HashMap;
import java.util.Map;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Undefined;

/** Variables in sight, where text goes, and what is left of the budget. */
final class Frame {
  private final Frame outer;
  private final Map<String, Object> variables;
  private final StringBuilder out;
  private final Budget budget;

  private Frame(Frame outer, Map<String, Object> variables, StringBuilder out, Budget budget) {
    this.outer = outer;
    this.variables = variables;
    this.out = out;
    this.budget = budget;
  }

  static Frame outermost(Map<String, Object> variables) {
    return new Frame(null, new HashMap<>(variables), new StringBuilder(), new Budget());
  }

  /** A frame inside this one, whose variables end with it. */
  Frame inner() {
    return new Frame(this, new HashMap<>(), out, budget);
  }

  /** The same variables, with text going elsewhere. */
  Frame capturing() {
    return new Frame(outer, variables, new StringBuilder(), budget);
  }

  Object get(String name) {
    for (Frame frame = this; frame != null; frame = frame.outer) {
      if (frame.variables.containsKey(name)) {
        return frame.variables.get(name);
      }
    }
    return new Undefined(name);
  }

  void set(String name, Object value) {
    variables.put(name, value);
  }

  void print(Object value) {
    String text = PythonText.str(value, budget);
    budget.pay(text.length());
    out.append(text);
  }

  String text() {
    return out.toString();
  }

  Budget budget() {
    return budget;
  }
}
