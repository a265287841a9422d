package org.srl4j.models.chat.jinja.builtin;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.Callable;
import org.srl4j.models.chat.jinja.value.Namespace;
import org.srl4j.models.chat.jinja.value.Numbers;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Sequence;

/** The functions that Jinja and transformers put before a template. */
public final class Functions {
  private static final int MOST_BOUNDS = 3;

  private Functions() {}

  /**
   * By name.
   *
   * @param now what {@code strftime_now} takes for now
   */
  public static Map<String, Object> all(LocalDateTime now) {
    Map<String, Object> all = new HashMap<>();
    all.put("range", (Callable) Functions::range);
    all.put("namespace", (Callable) (a, b) -> new Namespace(mapping("namespace", a)));
    all.put("dict", (Callable) (a, b) -> mapping("dict", a));
    all.put("raise_exception", (Callable) Functions::refused);
    all.put("strftime_now", (Callable) (a, b) -> today(now, a));
    return all;
  }

  private static Object refused(Arguments arguments, Budget budget) {
    Arguments bound = arguments.bind("raise_exception", "message!");
    throw TemplateException.refusal(PythonText.str(bound.get("message", null), budget));
  }

  private static Object today(LocalDateTime now, Arguments arguments) {
    return DateText.of(now, arguments.bind("strftime_now", "format!").text("format", ""));
  }

  /** Of one mapping, if given, and of the named arguments. */
  private static Map<Object, Object> mapping(String name, Arguments arguments) {
    Map<Object, Object> all = new LinkedHashMap<>();
    List<Object> given = arguments.positional();
    boolean mapping = given.size() == 1 && given.get(0) instanceof Map;
    if (!given.isEmpty() && !mapping) {
      throw new TemplateException(name + ": takes one mapping and named values");
    }
    if (mapping) {
      ((Map<?, ?>) given.get(0)).forEach((key, value) -> all.put(key, value));
    }
    all.putAll(arguments.named());
    return all;
  }

  private static Object range(Arguments arguments, Budget budget) {
    Arguments bound = arguments.bind("range", "start! stop step /");
    List<Object> given = new ArrayList<>(bound.named().values());
    long[] bounds = new long[MOST_BOUNDS];
    for (int i = 0; i < given.size(); i++) {
      bounds[i] = Numbers.requireWhole("range", given.get(i));
    }
    long from = given.size() == 1 ? 0 : bounds[0];
    long to = given.size() == 1 ? bounds[0] : bounds[1];
    long step = given.size() == MOST_BOUNDS ? bounds[2] : 1;
    if (step == 0) {
      throw new TemplateException("range: the step must not be 0");
    }
    List<Object> numbers = new ArrayList<>();
    for (long i = from; step > 0 ? i < to : i > to; i += step) {
      budget.pay(Budget.ELEMENT);
      numbers.add(i);
    }
    String label = "range(" + from + ", " + to + (step == 1 ? "" : ", " + step) + ")";
    return Sequence.range(label, numbers);
  }
}
