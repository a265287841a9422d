package org.srl4j.models.chat.jinja.value;

import java.util.Map;
import org.srl4j.models.chat.jinja.token.TemplateException;

/**
 * Keys of mappings: strings, whole numbers, true, false and None. As in Python 1 finds what was put
 * under true or 1.0.
 */
public final class Keys {
  private Keys() {}

  /** Whether a mapping has a key. */
  public static boolean has(Map<?, ?> map, Object key) {
    return map.containsKey(found(map, key));
  }

  /** What a mapping has under a key that it has. */
  public static Object get(Map<?, ?> map, Object key) {
    return map.get(found(map, key));
  }

  /** Puts a value under a key; the first of equal keys stays, with the last value. */
  public static void put(Map<Object, Object> map, Object key, Object value) {
    boolean fits = key == null || Values.isText(key) || Numbers.isWhole(key);
    if (!fits) {
      throw new TemplateException(
          "the keys of a mapping must be strings, whole numbers, true, false or none, got "
              + PythonText.shown(key));
    }
    map.put(found(map, key), value);
  }

  /** The key as the mapping has it. */
  private static Object found(Map<?, ?> map, Object key) {
    Object plain = Values.isText(key) ? PythonText.plain(key) : key;
    if (map.containsKey(plain)
        || !Numbers.isNumber(plain)
        || plain instanceof Double real && real % 1 != 0) {
      return plain;
    }
    long whole = (long) Numbers.real(plain);
    Object truth = whole == 1 ? Boolean.TRUE : whole == 0 ? Boolean.FALSE : null;
    return map.containsKey(whole)
        ? (Object) whole
        : map.containsKey(truth) && truth != null ? truth : plain;
  }
}
