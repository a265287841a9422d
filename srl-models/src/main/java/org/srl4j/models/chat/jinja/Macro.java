package org.srl4j.models.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.Callable;
import org.srl4j.models.chat.jinja.value.Sequence;
import org.srl4j.models.chat.jinja.value.Undefined;

/**
 * A named piece of a template; null stands for a parameter without default.
 *
 * @param name as written
 * @param parameters with their defaults
 * @param special those of {@code caller}, {@code varargs} and {@code kwargs} that the body names
 * @param body what is rendered
 * @param home where it was defined
 */
record Macro(
    String name,
    Map<String, Expression> parameters,
    Set<String> special,
    Statement body,
    Frame home)
    implements Callable {
  static final String CALLER = "caller";
  private static final String REST = "varargs";
  private static final String REST_NAMED = "kwargs";

  @Override
  public Object call(Arguments arguments, Budget budget) {
    budget.enter();
    Frame frame = home.inner().capturing();
    Map<String, Object> named = new LinkedHashMap<>(arguments.named());
    List<Object> places = new ArrayList<>(arguments.positional());
    for (Map.Entry<String, Expression> parameter : parameters.entrySet()) {
      frame.set(parameter.getKey(), taken(parameter, places, named, frame));
    }
    if (special.contains(CALLER) && !parameters.containsKey(CALLER)) {
      Object caller = named.remove(CALLER);
      frame.set(CALLER, caller == null ? new Undefined(CALLER) : caller);
    }
    takeRest(frame, places, named);
    body.run(frame);
    budget.leave();
    return frame.text();
  }

  private Object taken(
      Map.Entry<String, Expression> parameter,
      List<Object> places,
      Map<String, Object> named,
      Frame frame) {
    String wanted = parameter.getKey();
    if (!places.isEmpty()) {
      return places.remove(0);
    }
    if (named.containsKey(wanted)) {
      return named.remove(wanted);
    }
    return parameter.getValue() == null ? new Undefined(wanted) : parameter.getValue().value(frame);
  }

  private void takeRest(Frame frame, List<Object> places, Map<String, Object> named) {
    if (special.contains(REST)) {
      frame.set(REST, Sequence.of(Sequence.Kind.TUPLE, new ArrayList<>(places)));
      places.clear();
    }
    if (special.contains(REST_NAMED)) {
      frame.set(REST_NAMED, new LinkedHashMap<>(named));
      named.clear();
    }
    if (!places.isEmpty() || !named.isEmpty()) {
      throw new TemplateException(
          "macro " + name + ": takes " + parameters.keySet() + ", got " + more(places, named));
    }
  }

  private static String more(List<Object> places, Map<String, Object> named) {
    return named.isEmpty() ? places.size() + " more" : "the unknown " + named.keySet();
  }

  @Override
  public String printed() {
    return "<Macro '" + name + "'>";
  }
}
