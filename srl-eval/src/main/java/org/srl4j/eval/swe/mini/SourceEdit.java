package org.srl4j.eval.swe.mini;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A replacement of whole lines that stand only once in a source.
 *
 * @param old what stands there
 * @param fresh what is to stand there
 */
record SourceEdit(String old, String fresh) {

  /** The smallest edit that makes one text the other; the texts differ and end with a line feed. */
  static SourceEdit between(String before, String after) {
    List<String> old = before.lines().toList();
    List<String> fresh = after.lines().toList();
    int shorter = Math.min(old.size(), fresh.size());
    int top = 0;
    while (top < shorter && old.get(top).equals(fresh.get(top))) {
      top++;
    }
    int bottom = 0;
    while (bottom < shorter - top
        && old.get(old.size() - 1 - bottom).equals(fresh.get(fresh.size() - 1 - bottom))) {
      bottom++;
    }
    SourceEdit edit = cut(old, fresh, top, bottom);
    while (edit.old.isBlank()
        || edit.fresh.isBlank()
        || before.indexOf(edit.old) != before.lastIndexOf(edit.old)) {
      top = Math.max(0, top - 1);
      bottom = Math.max(0, bottom - 1);
      edit = cut(old, fresh, top, bottom);
    }
    return edit;
  }

  private static SourceEdit cut(List<String> old, List<String> fresh, int top, int bottom) {
    return new SourceEdit(
        String.join("\n", old.subList(top, old.size() - bottom)),
        String.join("\n", fresh.subList(top, fresh.size() - bottom)));
  }

  /** Arguments of the editor. */
  Map<String, String> arguments() {
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("old_str", old);
    arguments.put("new_str", fresh);
    return arguments;
  }
}
