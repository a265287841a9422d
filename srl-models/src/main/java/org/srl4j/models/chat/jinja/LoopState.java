package org.srl4j.models.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Attributes;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.Callable;
import org.srl4j.models.chat.jinja.value.Undefined;
import org.srl4j.models.chat.jinja.value.Values;

/**
 * What {@code loop} is inside of a loop. As in Jinja an element is chosen when its turn comes, or
 * when {@code loop} is asked what follows.
 */
final class LoopState implements Attributes, Callable {
  private static final String PREVIOUS = "previtem";
  private static final String NEXT = "nextitem";

  /** Renders the loop for other elements; null unless it is recursive. */
  BiFunction<Object, Budget, String> recursion;

  private final List<Object> source;
  private final Predicate<Object> chosen;
  private final long depth;
  private final List<Object> ahead = new ArrayList<>();
  private int read;
  private Object before;
  private Object now;
  private long index = -1;
  private Arguments changed;

  LoopState(List<Object> source, long depth, Predicate<Object> chosen) {
    this.source = source;
    this.depth = depth;
    this.chosen = chosen;
  }

  /** Goes to the next chosen element, if there is one. */
  boolean advance() {
    if (!look(1)) {
      return false;
    }
    before = now;
    now = ahead.remove(0);
    index++;
    return true;
  }

  Object current() {
    return now;
  }

  /** Whether so many chosen elements follow; reads no more than it must. */
  private boolean look(int number) {
    while (ahead.size() < number && read < source.size()) {
      Object element = source.get(read++);
      if (chosen.test(element)) {
        ahead.add(element);
      }
    }
    return ahead.size() >= number;
  }

  private long left() {
    look(Integer.MAX_VALUE);
    return ahead.size();
  }

  @Override
  public Object field(String name) {
    return switch (name) {
      case "index" -> index + 1;
      case "index0" -> index;
      case "first" -> index == 0;
      case "last" -> !look(1);
      case "length" -> index + 1 + left();
      case "revindex" -> left() + 1;
      case "revindex0" -> left();
      case "depth" -> depth + 1;
      case "depth0" -> depth;
      case PREVIOUS -> index == 0 ? new Undefined("loop.previtem") : before;
      case NEXT -> look(1) ? ahead.get(0) : new Undefined("loop.nextitem");
      case "cycle" -> (Callable) (arguments, budget) -> cycled(arguments);
      case "changed" -> (Callable) this::isChanged;
      default -> new Undefined(name);
    };
  }

  private Object cycled(Arguments arguments) {
    List<Object> all = arguments.positional();
    if (all.isEmpty() || !arguments.named().isEmpty()) {
      throw new TemplateException("loop.cycle: takes values by place, at least one");
    }
    return all.get((int) (index % all.size()));
  }

  private Object isChanged(Arguments arguments, Budget budget) {
    boolean same =
        changed != null && Values.equal(changed.positional(), arguments.positional(), budget);
    changed = arguments;
    return !same;
  }

  @Override
  public Object call(Arguments arguments, Budget budget) {
    if (recursion == null) {
      throw new TemplateException("loop: can be called in a loop marked 'recursive' alone");
    }
    Arguments bound = arguments.bind("loop", "iterable!");
    return recursion.apply(bound.get("iterable", null), budget);
  }

  @Override
  public String printed() {
    return "<LoopContext " + (index + 1) + "/" + (index + 1 + left()) + ">";
  }
}
