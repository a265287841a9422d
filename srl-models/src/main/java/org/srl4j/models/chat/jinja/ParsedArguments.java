package org.srl4j.models.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Values;

/**
 * Arguments before they are evaluated.
 *
 * @param positional in order
 * @param named by keyword
 * @param spread a list after one star, or null
 * @param spreadNames a mapping after two stars, or null
 */
record ParsedArguments(
    List<Expression> positional,
    Map<String, Expression> named,
    Expression spread,
    Expression spreadNames) {
  static final ParsedArguments NONE = of(List.of());

  static ParsedArguments of(List<Expression> positional) {
    return new ParsedArguments(positional, Map.of(), null, null);
  }

  Arguments of(Frame frame) {
    List<Object> values = new ArrayList<>();
    positional.forEach(argument -> values.add(argument.value(frame)));
    if (spread != null) {
      values.addAll(Values.elements(spread.value(frame), frame.budget()));
    }
    Map<String, Object> keywords = new LinkedHashMap<>();
    named.forEach((name, argument) -> keywords.put(name, argument.value(frame)));
    Object more = spreadNames == null ? Map.of() : spreadNames.value(frame);
    if (!(more instanceof Map<?, ?> names)) {
      throw new TemplateException("after ** must be a mapping, got " + PythonText.shown(more));
    }
    for (Map.Entry<?, ?> name : names.entrySet()) {
      if (!(name.getKey() instanceof String key)) {
        throw new TemplateException(
            "after ** must be names, got " + PythonText.shown(name.getKey()));
      }
      if (keywords.put(key, name.getValue()) != null) {
        throw new TemplateException("'" + name.getKey() + "' is given twice");
      }
    }
    return new Arguments(values, keywords);
  }
}
