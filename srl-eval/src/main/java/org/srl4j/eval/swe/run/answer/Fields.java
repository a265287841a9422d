package org.srl4j.eval.swe.run.answer;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.srl4j.eval.swe.run.wire.NotServedError;
import org.srl4j.eval.swe.run.wire.Plain;

/**
 * What an object is made of, as a text: classes and fields that are not transient, however deep.
 * Two objects are of the same content if their texts are equal. Elements of sets and maps stand in
 * the order of their texts.
 */
final class Fields {
  private static final int MAX_LENGTH = 1 << 22;

  private final CandidateClasses classes;
  private final Map<Object, Integer> met = new IdentityHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private Fields(CandidateClasses classes) {
    this.classes = classes;
  }

  /**
   * The text.
   *
   * @throws NotServedError if it holds an object of the JDK whose content is not known
   */
  static String text(Object o, CandidateClasses classes) {
    Fields fields = new Fields(classes);
    fields.add(o);
    return fields.text.toString();
  }

  private void add(Object o) {
    if (text.length() > MAX_LENGTH) {
      throw new NotServedError("objects with so much content cannot be compared");
    }
    if (Plain.is(o)) {
      String plain = Plain.text(o);
      text.append(plain.length()).append(':').append(plain);
      return;
    }
    Integer before = met.putIfAbsent(o, met.size());
    if (before != null) {
      text.append('#').append(before);
    } else if (o instanceof Enum<?> constant) {
      text.append(constant.getDeclaringClass().getName()).append('.').append(constant.name());
    } else {
      addDeep(o);
    }
  }

  private void addDeep(Object o) {
    if (o.getClass().isArray()) {
      text.append('[');
      for (int i = 0; i < Array.getLength(o); i++) {
        add(Array.get(o, i));
        text.append(',');
      }
      text.append(']');
    } else if (o.getClass().getClassLoader() == classes && !(o instanceof Throwable)) {
      addFields(o);
    } else {
      addOfTheJdk(o);
    }
  }

  private void addFields(Object o) {
    text.append(o.getClass().getName()).append('{');
    for (Class<?> type = o.getClass(); type != Object.class; type = type.getSuperclass()) {
      if (type.getClassLoader() != classes && type != Record.class) {
        throw new NotServedError("objects of classes that extend " + type.getName());
      }
      for (Field field : type.getDeclaredFields()) {
        addField(o, field);
      }
    }
    text.append('}');
  }

  private void addField(Object o, Field field) {
    if (Modifier.isStatic(field.getModifiers()) || Modifier.isTransient(field.getModifiers())) {
      return;
    }
    try {
      field.setAccessible(true);
      text.append(field.getName()).append('=');
      add(field.get(o));
      text.append(';');
    } catch (IllegalAccessException e) {
      throw new NotServedError("field " + field + " cannot be compared");
    }
  }

  private void addOfTheJdk(Object o) {
    if (o instanceof Optional<?> optional) {
      text.append("optional ");
      add(optional.orElse(null));
    } else if (o instanceof CharSequence || o instanceof Number) {
      add(o.getClass().getName() + " " + o);
    } else if (o instanceof Map<?, ?> map) {
      List<Object[]> entries = new ArrayList<>();
      map.forEach((key, value) -> entries.add(new Object[] {key, value}));
      addSorted("map", entries);
    } else if (o instanceof Set<?> set) {
      addSorted("set", set);
    } else if (o instanceof Collection<?> collection) {
      text.append("list(");
      for (Object element : collection) {
        add(element);
        text.append(',');
      }
      text.append(')');
    } else {
      throw new NotServedError(
          "equality of objects that hold a "
              + o.getClass().getName()
              + ": its content cannot be compared; let the test compare what the object's methods"
              + " return");
    }
  }

  /** Each by itself, since the order in which they come says nothing. */
  private void addSorted(String kind, Collection<?> elements) {
    List<String> texts = new ArrayList<>();
    for (Object element : elements) {
      texts.add(text(element, classes));
    }
    Collections.sort(texts);
    text.append(kind).append(texts);
  }
}
