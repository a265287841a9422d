package org.srl4j.models.chat.jinja;

import java.util.List;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Namespace;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Values;

/** What takes a value: a variable, a field of a namespace, or several of them. */
@FunctionalInterface
interface Target {
  void assign(Object value, Frame frame);

  /** A variable. */
  static Target variable(String name) {
    return (value, frame) -> frame.set(name, value);
  }

  /** A field of a namespace. */
  static Target field(String name, String field) {
    return (value, frame) -> {
      Object changed = frame.get(name);
      if (!(changed instanceof Namespace space)) {
        throw new TemplateException(
            "only fields of a namespace can be set, got " + PythonText.shown(changed));
      }
      space.fields().put(field, value);
    };
  }

  /** Several, which take one element each. */
  static Target several(List<Target> targets) {
    return (value, frame) -> {
      List<Object> parts = Values.elements(value, frame.budget());
      if (parts.size() != targets.size()) {
        throw new TemplateException(
            "cannot give " + parts.size() + " values to " + targets.size() + " names");
      }
      for (int i = 0; i < parts.size(); i++) {
        targets.get(i).assign(parts.get(i), frame);
      }
    };
  }
}
