package org.srl4j.eval.swe.patch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A patch or the files under it, slightly changed.
 *
 * @param kind what was changed
 * @param patch the diff
 * @param tree the files
 */
record Mutation(String kind, String patch, Map<String, String> tree) {

  /** Files that a patch fits: its old lines at their places, other lines between them. */
  static Map<String, String> treeBefore(Patch patch) {
    Map<String, String> tree = new TreeMap<>();
    for (FilePatch file : patch.files()) {
      if (file.isNew()) {
        continue;
      }
      List<String> lines = new ArrayList<>();
      boolean toTheEnd = false;
      for (Hunk hunk : file.hunks()) {
        while (lines.size() < hunk.oldStart() - 1) {
          lines.add("other line " + lines.size() + "\n");
        }
        lines.addAll(hunk.oldLines());
        toTheEnd = hunk.endsWithoutContext() || contextAfter(hunk) < 3;
      }
      for (int i = 0; i < 3 && !toTheEnd && !file.isDeleted(); i++) {
        lines.add("last line " + i + "\n");
      }
      tree.put(file.oldPath().get(), String.join("", lines));
    }
    return tree;
  }

  private static int contextAfter(Hunk hunk) {
    int count = 0;
    for (int i = hunk.lines().size() - 1; hunk.lines().get(i).kind() == Hunk.Kind.CONTEXT; i--) {
      count++;
    }
    return count;
  }

  static Mutation draw(String patch, Map<String, String> tree, Random random) {
    List<String> lines = new ArrayList<>(TextLines.of(patch));
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(9)) {
      case 0:
        return new Mutation("none", patch, tree);
      case 1:
        lines.remove(at);
        return new Mutation("line dropped", String.join("", lines), tree);
      case 2:
        lines.add(at, line);
        return new Mutation("line doubled", String.join("", lines), tree);
      case 3:
        lines.set(at, line.replace('e', 'E'));
        return new Mutation("letters changed", String.join("", lines), tree);
      case 4:
        return new Mutation("hunk moved", shifted(lines, random), tree);
      case 5:
        return new Mutation("cut off", String.join("", lines.subList(0, at)), tree);
      case 6:
        lines.set(at, line.replaceAll("[ \t]+$", "").replaceAll("^ $", ""));
        return new Mutation("blanks cut", String.join("", lines), tree);
      case 7:
        return new Mutation("file grown", patch, changed(tree, random, true));
      default:
        return new Mutation("file shrunk", patch, changed(tree, random, false));
    }
  }

  /** A hunk that names lines a few places off. */
  private static String shifted(List<String> lines, Random random) {
    int by = random.nextInt(9) - 4;
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      var header = Pattern.compile("@@ -(\\d+)(,\\d+)? \\+(\\d+)(,\\d+)? @@(.*)\n").matcher(line);
      if (header.matches() && random.nextBoolean()) {
        int old = Math.max(0, Integer.parseInt(header.group(1)) + by);
        int fresh = Math.max(0, Integer.parseInt(header.group(3)) + by);
        String oldCount = header.group(2) == null ? "" : header.group(2);
        String newCount = header.group(4) == null ? "" : header.group(4);
        text.append("@@ -" + old + oldCount + " +" + fresh + newCount + " @@\n");
      } else {
        text.append(line);
      }
    }
    return text.toString();
  }

  private static Map<String, String> changed(
      Map<String, String> tree, Random random, boolean grow) {
    Map<String, String> result = new TreeMap<>(tree);
    List<String> paths = new ArrayList<>(tree.keySet());
    Collections.sort(paths);
    if (paths.isEmpty()) {
      return result;
    }
    String path = paths.get(random.nextInt(paths.size()));
    List<String> lines = new ArrayList<>(TextLines.of(tree.get(path)));
    int at = random.nextInt(lines.size());
    if (grow) {
      lines.add(at, "grown\n");
    } else {
      lines.remove(at);
    }
    result.put(path, String.join("", lines));
    return result;
  }
}
