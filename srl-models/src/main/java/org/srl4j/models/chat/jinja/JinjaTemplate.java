package org.srl4j.models.chat.jinja;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import org.srl4j.models.chat.jinja.builtin.Functions;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Budget;

/**
 * A template in the part of Jinja that chat templates use, with the settings of transformers
 * ({@code trim_blocks}, {@code lstrip_blocks}, {@code raise_exception}, {@code strftime_now},
 * {@code tojson} without escapes). Statements: if, for, set, macro, call, with, filter, raw, break,
 * continue, generation. What is not known is an error, never skipped.
 *
 * <p>A template can reach the values it is given and nothing else, and rendering costs at most
 * {@link Budget#UNITS}. Immutable and thread-safe.
 */
public final class JinjaTemplate {
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
   * @param variables null, Boolean, Long, BigInteger, Double, String, and lists and string-keyed
   *     maps of them
   * @param now what {@code strftime_now} takes for now
   * @throws TemplateException if the template refuses the values or goes beyond its budget; names
   *     the line, unless it is what the template says itself
   */
  public String render(Map<String, Object> variables, LocalDateTime now) {
    Map<String, Object> all = new HashMap<>(Functions.all(now));
    all.putAll(variables);
    Frame frame = Frame.outermost(all);
    body.run(frame);
    return frame.text();
  }
}
