package org.srl4j.eval.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Names of components and constants as they are written in files: {@code groupSize} → {@code
 * group_size}.
 */
public final class KeyNames {
  private KeyNames() {}

  /** The key of a record component. */
  static String of(String component) {
    StringBuilder key = new StringBuilder();
    for (char c : component.toCharArray()) {
      key.append(Character.isUpperCase(c) ? "_" + Character.toLowerCase(c) : String.valueOf(c));
    }
    return key.toString();
  }

  /** The name of an enum constant. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A key within a section; the section of the whole file is empty. */
  static String join(String section, String key) {
    return section.isEmpty() ? key : section + "." + key;
  }

  /** The name with the fewest edits, the first of equals. */
  public static String nearest(String name, Collection<String> allowed) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return allowed.stream()
        .min(Comparator.comparingInt(candidate -> distance.apply(name, candidate)))
        .orElse("");
  }
}
