package org.srl4j.models.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.models.chat.jinja.value.Arguments;

/** Arguments before they are evaluated. */
record ParsedArguments(List<Expression> positional, Map<String, Expression> named) {
  static final ParsedArguments NONE = new ParsedArguments(List.of(), Map.of());

  Arguments of(Frame frame) {
    List<Object> values = new ArrayList<>();
    positional.forEach(argument -> values.add(argument.value(frame)));
    Map<String, Object> keywords = new LinkedHashMap<>();
    named.forEach((name, argument) -> keywords.put(name, argument.value(frame)));
    return new Arguments(values, keywords);
  }
}
