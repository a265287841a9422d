package org.srl4j.models.chat.jinja.builtin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Sequence;
import org.srl4j.models.chat.jinja.value.Undefined;
import org.srl4j.models.chat.jinja.value.Values;

/** Filters of a list's elements as they stand. */
final class ListFilters {
  private ListFilters() {}

  static Map<String, Filter> all() {
    Map<String, Filter> all = new HashMap<>();
    Filter length = new Filter("", (v, a, b) -> Values.size(v));
    all.put("length", length);
    all.put("count", length);
    all.put("list", new Filter("", (v, a, b) -> copied(v, b)));
    all.put("first", new Filter("", (v, a, b) -> first(v, b)));
    all.put("last", new Filter("", (v, a, b) -> last(v, b)));
    all.put("join", new Filter("d attribute", ListFilters::joined));
    all.put("reverse", new Filter("", (v, a, b) -> reversed(v, b)));
    all.put("sum", new Filter("attribute start", ListFilters::sum));
    all.put("batch", lazy("linecount! fill_with", ListFilters::batches));
    all.put("slice", lazy("slices! fill_with", ListFilters::slices));
    return all;
  }

  @FunctionalInterface
  private interface Listing {
    List<Object> of(Object value, Arguments arguments, Budget budget);
  }

  private static Filter lazy(String parameters, Listing listing) {
    return new Filter(parameters, (v, a, b) -> Sequence.generator(v, () -> listing.of(v, a, b)));
  }

  /** A list of its own of what can be looped over. */
  static List<Object> copied(Object value, Budget budget) {
    List<Object> all = new ArrayList<>(Values.elements(value, budget));
    budget.pay(Budget.ELEMENT * all.size());
    return all;
  }

  private static Object first(Object value, Budget budget) {
    if (value instanceof Sequence sequence) {
      return sequence.takeFirst();
    }
    List<Object> all = Values.elements(value, budget);
    return all.isEmpty() ? new Undefined("first") : all.get(0);
  }

  private static Object last(Object value, Budget budget) {
    if (isGenerator(value)) {
      throw new TemplateException("filter 'last': a generator has none; put '| list' before it");
    }
    List<Object> all = Values.elements(value, budget);
    return all.isEmpty() ? new Undefined("last") : all.get(all.size() - 1);
  }

  private static boolean isGenerator(Object value) {
    return value instanceof Sequence sequence && sequence.kind() == Sequence.Kind.GENERATOR;
  }

  private static Object joined(Object value, Arguments arguments, Budget budget) {
    String separator = PythonText.str(arguments.get("d", ""), budget);
    Object attribute = arguments.get("attribute", null);
    StringBuilder out = new StringBuilder();
    String between = "";
    for (Object element : Values.elements(value, budget)) {
      Object shown = attribute == null ? element : Path.of(attribute).of(element, null, budget);
      String text = PythonText.str(shown, budget);
      budget.pay((long) text.length() + separator.length());
      out.append(between).append(text);
      between = separator;
    }
    return out.toString();
  }

  private static Object reversed(Object value, Budget budget) {
    if (Values.isText(value)) {
      return new StringBuilder(PythonText.str(value, budget)).reverse().toString();
    }
    List<Object> all = copied(value, budget);
    Collections.reverse(all);
    return isGenerator(value) ? all : Sequence.of(Sequence.Kind.GENERATOR, all);
  }

  private static Object sum(Object value, Arguments arguments, Budget budget) {
    Object attribute = arguments.get("attribute", null);
    Object sum = arguments.get("start", 0L);
    if (Values.isText(sum)) {
      throw new TemplateException("filter 'sum': cannot add strings; use join");
    }
    for (Object element : Values.elements(value, budget)) {
      Object term = attribute == null ? element : Path.of(attribute).of(element, null, budget);
      sum = Values.add(sum, term, budget);
    }
    return sum;
  }

  private static List<Object> batches(Object value, Arguments arguments, Budget budget) {
    long size = arguments.whole("linecount", 1);
    Object filler = arguments.get("fill_with", null);
    List<Object> batches = new ArrayList<>();
    List<Object> batch = new ArrayList<>();
    for (Object element : copied(value, budget)) {
      if (batch.size() == size) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
      batch.add(element);
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    while (filler != null && !batch.isEmpty() && batch.size() < size) {
      budget.pay(Budget.ELEMENT);
      batch.add(filler);
    }
    return batches;
  }

  private static List<Object> slices(Object value, Arguments arguments, Budget budget) {
    List<Object> all = copied(value, budget);
    long number = arguments.whole("slices", 1);
    Object filler = arguments.get("fill_with", null);
    if (number == 0) {
      throw new TemplateException("filter 'slice': the number must not be 0");
    }
    List<Object> slices = new ArrayList<>();
    int from = 0;
    for (long i = 0; i < number; i++) {
      budget.pay(Budget.ELEMENT);
      boolean extra = i < all.size() % number;
      int to = from + (int) (all.size() / number) + (extra ? 1 : 0);
      List<Object> slice = new ArrayList<>(all.subList(from, to));
      if (filler != null && !extra) {
        slice.add(filler);
      }
      slices.add(slice);
      from = to;
    }
    return slices;
  }
}
