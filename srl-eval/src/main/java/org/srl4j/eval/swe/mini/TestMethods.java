package org.srl4j.eval.swe.mini;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Test methods in the sources of {@link Family families}, which all have the same layout. */
final class TestMethods {
  private static final String BEGIN = "  public void ";
  private static final String END = "  }";

  private TestMethods() {}

  /**
   * Tests without some methods.
   *
   * @param tests texts by path
   * @param ids {@code package.Class::method}, to be left out
   */
  static Map<String, String> without(Map<String, String> tests, List<String> ids) {
    Map<String, String> less = new LinkedHashMap<>(tests);
    for (String id : ids) {
      int at = id.indexOf("::");
      String path = "src/test/java/" + id.substring(0, at).replace('.', '/') + ".java";
      less.computeIfPresent(path, (p, text) -> without(text, id.substring(at + 2)));
    }
    return less;
  }

  /** The text without a method and the empty line before it. */
  private static String without(String text, String method) {
    List<String> kept = new ArrayList<>();
    boolean inside = false;
    for (String line : text.split("\n")) {
      if (line.startsWith(BEGIN + method + "()")) {
        inside = true;
        if (kept.get(kept.size() - 1).isEmpty()) {
          kept.remove(kept.size() - 1);
        }
      }
      if (!inside) {
        kept.add(line);
      }
      inside = inside && !line.equals(END);
    }
    return String.join("\n", kept) + "\n";
  }

  /** A method's name in words: {@code endIsNotInIt} is "end is not in it". */
  static String words(String id) {
    StringBuilder words = new StringBuilder();
    for (char c : id.substring(id.indexOf("::") + 2).toCharArray()) {
      if (Character.isUpperCase(c)) {
        words.append(' ');
      }
      words.append(Character.toLowerCase(c));
    }
    return words.toString();
  }
}
