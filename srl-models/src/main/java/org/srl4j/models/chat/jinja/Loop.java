package org.srl4j.models.chat.jinja;

import java.util.List;
import org.srl4j.models.chat.jinja.Statement.Flow;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.Values;

/**
 * {@code for}: a frame for each element, with {@code loop} in it.
 *
 * @param target takes the elements
 * @param elements what is gone through
 * @param condition chooses among them when their turn comes; null: all
 * @param body for each
 * @param otherwise if there is none
 */
record Loop(
    Target target, Expression elements, Expression condition, Statement body, Statement otherwise) {

  /** A loop in a loop's own {@code recursive} call has a greater depth. */
  Flow run(Frame frame, Object over, long depth, boolean recursive) {
    List<Object> all = Values.elements(over, frame.budget());
    LoopState state = new LoopState(all, depth, element -> isChosen(element, frame));
    if (recursive) {
      state.recursion = (values, budget) -> inner(frame, values, depth + 1, budget);
    }
    // As in Jinja, a turn that breaks off or goes on counts as none for the else branch.
    boolean any = false;
    while (state.advance()) {
      frame.budget().pay(Budget.ELEMENT);
      Frame inner = frame.inner();
      target.assign(state.current(), inner);
      inner.set("loop", state);
      Flow flow = body.run(inner);
      any |= flow == Flow.NEXT;
      if (flow == Flow.BREAK) {
        break;
      }
    }
    return any ? Flow.NEXT : otherwise.run(frame.inner());
  }

  private String inner(Frame frame, Object over, long depth, Budget budget) {
    budget.enter();
    Frame captured = frame.inner().capturing();
    run(captured, over, depth, true);
    budget.leave();
    return captured.text();
  }

  private boolean isChosen(Object element, Frame frame) {
    frame.budget().pay(Budget.ELEMENT);
    if (condition == null) {
      return true;
    }
    Frame inner = frame.inner();
    target.assign(element, inner);
    return Values.truth(condition.value(inner));
  }
}
