package org.srl4j.models.chat.jinja.value;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.srl4j.models.chat.jinja.token.TemplateException;

/**
 * Python's sequences that are no lists. A generator, as {@code map}, {@code select} and {@code
 * reverse} make it, is always true, has no length, and can be gone through once.
 */
public final class Sequence extends AbstractList<Object> {
  /** What Python calls it. */
  public enum Kind {
    /** {@code (1, 2)}. */
    TUPLE,
    /** What {@code groupby} makes: a tuple with the names grouper and list. */
    GROUP,
    /** {@code range(3)}. */
    RANGE,
    /** {@code d.keys()}. */
    KEYS,
    /** {@code d.values()}. */
    VALUES,
    /** {@code d.items()}. */
    ITEMS,
    /** Can be gone through once. */
    GENERATOR
  }

  /** So many generators over each other wait at most; bounds the stack. */
  private static final int MAX_ROW = 20;

  private final Kind kind;
  private final Supplier<List<Object>> source;
  private List<Object> elements;
  private int used;
  private int row;
  private String label;

  private Sequence(Kind kind, Supplier<List<Object>> source, List<Object> elements) {
    this.kind = kind;
    this.source = source;
    this.elements = elements;
  }

  /** A sequence over elements, which are not copied. */
  public static Sequence of(Kind kind, List<Object> elements) {
    return new Sequence(kind, null, elements);
  }

  /**
   * A generator; its elements are made when the first is asked for, as in Python, or at once after
   * a long row of generators over generators.
   *
   * @param over what it goes through
   */
  public static Sequence generator(Object over, Supplier<List<Object>> source) {
    Sequence made = new Sequence(Kind.GENERATOR, source, null);
    made.row = over instanceof Sequence inner ? inner.row + 1 : 0;
    if (made.row > MAX_ROW) {
      made.elements();
      made.row = 0;
    }
    return made;
  }

  /** A tuple. */
  public static Sequence tuple(Object... elements) {
    List<Object> all = new ArrayList<>();
    for (Object element : elements) {
      all.add(element);
    }
    return of(Kind.TUPLE, all);
  }

  /**
   * A range.
   *
   * @param label as it prints
   */
  public static Sequence range(String label, List<Object> numbers) {
    Sequence made = of(Kind.RANGE, numbers);
    made.label = label;
    return made;
  }

  /** How a range prints. */
  String label() {
    if (label == null) {
      throw new TemplateException("a part of a range cannot be printed; put '| list' after it");
    }
    return label;
  }

  /** A group and what it is named by. */
  public static Sequence group(Object name, List<Object> members) {
    return of(Kind.GROUP, tuple(name, members).elements);
  }

  /** What it is. */
  public Kind kind() {
    return kind;
  }

  /** Whether it is a generator. */
  static boolean isGenerator(Object value) {
    return value instanceof Sequence sequence && sequence.kind == Kind.GENERATOR;
  }

  /** Whether a place in it can be asked for. */
  static boolean isIndexed(Object value) {
    return value instanceof List
        && (!(value instanceof Sequence sequence)
            || sequence.isTuple()
            || sequence.kind == Kind.RANGE);
  }

  /** Whether it is a tuple. */
  public boolean isTuple() {
    return kind == Kind.TUPLE || kind == Kind.GROUP;
  }

  /** The elements; of a generator those that are left, and then none is. */
  List<Object> taken() {
    if (kind != Kind.GENERATOR) {
      return elements;
    }
    List<Object> all = elements();
    List<Object> left = all.subList(Math.min(used, all.size()), all.size());
    used = all.size();
    return left;
  }

  private List<Object> elements() {
    if (elements == null) {
      elements = source.get();
    }
    return elements;
  }

  /** The first element, which a generator then has no more; undefined if there is none. */
  public Object takeFirst() {
    int at = kind == Kind.GENERATOR ? used++ : 0;
    return at < elements().size() ? elements().get(at) : new Undefined("first");
  }

  @Override
  public Object get(int index) {
    return elements().get(index);
  }

  @Override
  public int size() {
    return elements().size();
  }
}
