package org.srl4j.eval.swe.run.wire;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Arrays and collections of the JDK that go between processes as copies, by kind: a letter, or the
 * descriptor of an array, e.g. {@code [I}. Those that we have no constructor for (views, {@code
 * List.of}) arrive as copies that cannot be changed.
 */
final class Containers {
  private static final String FIXED_LIST = "fixedList";
  private static final String FIXED_SET = "fixedSet";
  private static final String FIXED_MAP = "fixedMap";
  private static final Map<String, String> KINDS =
      Map.of(
          "java.util.ArrayList", "list",
          "java.util.LinkedList", "linked",
          "java.util.ArrayDeque", "deque",
          "java.util.HashSet", "set",
          "java.util.LinkedHashSet", "set",
          "java.util.HashMap", "map",
          "java.util.LinkedHashMap", "map");

  private Containers() {}

  /** What is written into, and what the program gets; the same but for what cannot be changed. */
  record Made(Object inner, Object outer) {}

  /** The kind of an object; empty if it is none of ours. */
  static String kind(Object o) {
    Class<?> type = o.getClass();
    if (type.isArray()) {
      return type.descriptorString();
    }
    if (type.getClassLoader() != null || !(o instanceof Collection || o instanceof Map)) {
      return "";
    }
    String known = KINDS.get(type.getName());
    return known != null ? known : ordered(o);
  }

  private static String ordered(Object o) {
    if (o instanceof TreeSet<?> set) {
      return set.comparator() == null ? "tree" : "";
    }
    if (o instanceof TreeMap<?, ?> map) {
      return map.comparator() == null ? "treeMap" : "";
    }
    if (o instanceof PriorityQueue<?> queue) {
      return queue.comparator() == null ? "heap" : "";
    }
    if (o instanceof List) {
      return FIXED_LIST;
    }
    return o instanceof Set || o instanceof Collection && !(o instanceof java.util.Queue)
        ? fixed(o)
        : o instanceof Map ? FIXED_MAP : "";
  }

  /** A collection that is no set, such as the values of a map, may hold one element twice. */
  private static String fixed(Object o) {
    return o instanceof Set ? FIXED_SET : FIXED_LIST;
  }

  /** An empty one; arrays have their length. */
  static Made make(String kind, int size, Class<?> component) {
    if (kind.startsWith("[")) {
      Object array = Array.newInstance(component, size);
      return new Made(array, array);
    }
    return switch (kind) {
      case FIXED_LIST -> {
        List<Object> list = new ArrayList<>();
        yield new Made(list, Collections.unmodifiableList(list));
      }
      case FIXED_SET -> {
        Set<Object> set = new LinkedHashSet<>();
        yield new Made(set, Collections.unmodifiableSet(set));
      }
      case FIXED_MAP -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        yield new Made(map, Collections.unmodifiableMap(map));
      }
      default -> {
        Object made = open(kind);
        yield new Made(made, made);
      }
    };
  }

  private static Object open(String kind) {
    return switch (kind) {
      case "list" -> new ArrayList<>();
      case "linked" -> new LinkedList<>();
      case "deque" -> new ArrayDeque<>();
      case "set" -> new LinkedHashSet<>();
      case "map" -> new LinkedHashMap<>();
      case "tree" -> new TreeSet<>();
      case "treeMap" -> new TreeMap<>();
      case "heap" -> new PriorityQueue<>();
      default -> throw new NotServedError("a container of kind " + kind);
    };
  }

  /** The elements; of a map keys and values in turns. */
  static Object[] content(Object o) {
    if (o instanceof Object[] array) {
      return Arrays.copyOf(array, array.length, Object[].class);
    }
    if (o instanceof Collection<?> collection) {
      return collection.toArray();
    }
    if (o instanceof Map<?, ?> map) {
      List<Object> all = new ArrayList<>();
      map.forEach(
          (key, value) -> {
            all.add(key);
            all.add(value);
          });
      return all.toArray();
    }
    Object[] all = new Object[Array.getLength(o)];
    for (int i = 0; i < all.length; i++) {
      all[i] = Array.get(o, i);
    }
    return all;
  }

  /** Puts other elements in place of what is there. */
  static void fill(Object inner, Object[] content) {
    if (inner instanceof Collection<?> any) {
      @SuppressWarnings("unchecked")
      Collection<Object> collection = (Collection<Object>) any;
      collection.clear();
      collection.addAll(Arrays.asList(content));
    } else if (inner instanceof Map<?, ?> any) {
      @SuppressWarnings("unchecked")
      Map<Object, Object> map = (Map<Object, Object>) any;
      map.clear();
      for (int i = 0; i + 1 < content.length; i += 2) {
        map.put(content[i], content[i + 1]);
      }
    } else {
      for (int i = 0; i < content.length; i++) {
        Array.set(inner, i, content[i]);
      }
    }
  }
}
