package org.srl4j.models.chat.jinja;

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
import org.srl4j.models.chat.jinja.value.Values;

/**
 * A template in the part of Jinja that chat templates use, with the settings of transformers
 * ({@code trim_blocks}, {@code lstrip_blocks}, {@code raise_exception}, {@code tojson} without
 * escapes). Statements: if, for, set, macro, filter, break, continue, generation. What is not known
 * is an error, never skipped.
 *
 * <p>A template can reach the values it is given and nothing else, and rendering costs at most
 * {@link Budget#UNITS}. Immutable and thread-safe.
 */
public final class JinjaTemplate {
  private static final Map<String, Object> FUNCTIONS =
      Map.of(
          "range", (Callable) JinjaTemplate::range,
          "namespace", (Callable) (a, b) -> new Namespace(new HashMap<>(a.named())),
          "dict", (Callable) (a, b) -> new LinkedHashMap<>(a.named()),
          "raise_exception", (Callable) (a, b) -> refused(a));

  private final Statement body;

  private JinjaTemplate(Statement body) {
    this.body = body;
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException if it is malformed or uses what is not known; names the line
   */
  public static JinjaTemplate of(String text) {
    return new JinjaTemplate(StatementParser.template(text));
  }

  /**
   * Renders.
   *
   * @param variables null, Boolean, Long, Double, String, and lists and string-keyed maps of them
   * @throws TemplateException if the template refuses the values or goes beyond its budget
   */
  public String render(Map<String, Object> variables) {
    Map<String, Object> all = new HashMap<>(FUNCTIONS);
    all.putAll(variables);
    Frame frame = Frame.outermost(all);
    body.run(frame);
    return frame.text();
  }

  private static Object refused(Arguments arguments) {
    throw new TemplateException(arguments.text(0, "message", "the template refuses this"));
  }

  private static Object range(Arguments arguments, Budget budget) {
    List<Object> given = arguments.positional();
    if (given.isEmpty() || given.size() > 3) {
      throw new TemplateException("range: takes 1 to 3 whole numbers");
    }
    long from = given.size() == 1 ? 0 : Values.requireWhole(given.get(0));
    long to = Values.requireWhole(given.get(given.size() == 1 ? 0 : 1));
    long step = given.size() == 3 ? Values.requireWhole(given.get(2)) : 1;
    if (step == 0) {
      throw new TemplateException("range: the step must not be 0");
    }
    List<Object> numbers = new ArrayList<>();
    for (long i = from; step > 0 ? i < to : i > to; i += step) {
      budget.pay(Budget.ELEMENT);
      numbers.add(i);
    }
    return numbers;
  }
}
