package org.srl4j.models.chat.jinja;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.Undefined;
import org.srl4j.models.chat.jinja.value.Values;

/** {@code for}: a frame for each element, with {@code loop} in it. */
record Loop(
    List<String> targets,
    Expression elements,
    Expression condition,
    Statement body,
    Statement otherwise)
    implements Statement {

  @Override
  public Flow run(Frame frame) {
    List<Object> chosen = new ArrayList<>();
    for (Object element : Values.elements(elements.value(frame), frame.budget())) {
      frame.budget().pay(Budget.ELEMENT);
      Frame inner = frame.inner();
      StatementParser.assign(targets, element, inner);
      if (Values.truth(condition.value(inner))) {
        chosen.add(element);
      }
    }
    if (chosen.isEmpty()) {
      return otherwise.run(frame);
    }
    for (int i = 0; i < chosen.size(); i++) {
      frame.budget().pay(Budget.ELEMENT);
      Frame inner = frame.inner();
      inner.set("loop", state(chosen, i));
      StatementParser.assign(targets, chosen.get(i), inner);
      if (body.run(inner) == Flow.BREAK) {
        break;
      }
    }
    return Flow.NEXT;
  }

  private static Map<String, Object> state(List<Object> all, int i) {
    Map<String, Object> state = new HashMap<>();
    int last = all.size() - 1;
    state.put("index", i + 1L);
    state.put("index0", (long) i);
    state.put("revindex", last - i + 1L);
    state.put("revindex0", (long) (last - i));
    state.put("first", i == 0);
    state.put("last", i == last);
    state.put("length", (long) all.size());
    state.put("previtem", i == 0 ? new Undefined("loop.previtem") : all.get(i - 1));
    state.put("nextitem", i == last ? new Undefined("loop.nextitem") : all.get(i + 1));
    return state;
  }
}
