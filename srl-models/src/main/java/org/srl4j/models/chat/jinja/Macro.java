package org.srl4j.models.chat.jinja;

import java.util.Map;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.Callable;
import org.srl4j.models.chat.jinja.value.Undefined;

/** A named piece of a template; null stands for a parameter without default. */
record Macro(String name, Map<String, Expression> parameters, Statement body, Frame home)
    implements Callable {

  @Override
  public Object call(Arguments arguments, Budget budget) {
    boolean known = parameters.keySet().containsAll(arguments.named().keySet());
    if (!known || arguments.positional().size() > parameters.size()) {
      throw new TemplateException(
          "macro " + name + ": takes " + parameters.keySet() + ", got others or more");
    }
    budget.enter();
    Frame frame = home.inner().capturing();
    int place = 0;
    for (Map.Entry<String, Expression> parameter : parameters.entrySet()) {
      Object absent =
          parameter.getValue() == null
              ? new Undefined(parameter.getKey())
              : parameter.getValue().value(frame);
      frame.set(parameter.getKey(), arguments.get(place++, parameter.getKey(), absent));
    }
    body.run(frame);
    budget.leave();
    return frame.text();
  }

  @Override
  public String toString() {
    return "<Macro " + name + ">";
  }
}
