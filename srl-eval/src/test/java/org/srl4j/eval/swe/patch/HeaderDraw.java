package org.srl4j.eval.swe.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Patches of a small tree with headers of every form, right ones and wrong ones, changed here and
 * there by one character.
 */
final class HeaderDraw {
  /** Files that the patches are for. */
  static final List<String> FILES =
      List.of(
          "f", "src/f", "a b/c d", "docs/Größe.txt", "x/y/tab\tname", "q\"uote", "a/f", "src/end");

  private static final List<String> OTHERS = List.of("n", "src/n", "new file", "ü/ß", "f.orig");
  private static final List<String> PREFIXES = List.of("a/", "a/", "a/", "a/", "x/", "", "a//");
  private static final String NO_END = "\\ No newline at end of file\n";

  private final Random random;

  HeaderDraw(long seed) {
    this.random = new Random(seed);
  }

  /** A text of the tree: all files but one hold the same lines. */
  static String text(String file) {
    return file.equals("src/end") ? "one\ntwo\nthree" : "one\ntwo\nthree\n";
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** One to three files; now and then a character is changed. */
  String patch() {
    StringBuilder patch = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      patch.append(chance(25) ? plain() : git());
    }
    if (chance(15)) {
      int at = random.nextInt(patch.length());
      patch.setCharAt(at, "/ \tb\"0".charAt(random.nextInt(6)));
    }
    if (chance(5)) {
      patch.setLength(patch.length() - 1);
    }
    return patch.toString();
  }

  private String name(String prefix, String file) {
    String whole = prefix + file;
    boolean quoted = whole.matches("(?s).*[\t\"].*") || chance(10);
    return quoted ? quoted(whole) : whole;
  }

  private String quoted(String whole) {
    StringBuilder text = new StringBuilder("\"");
    for (byte b : whole.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      if (b == '\t') {
        text.append("\\t");
      } else if (b == '"') {
        text.append("\\\"");
      } else if (b < 0 || chance(3)) {
        text.append(String.format("\\%03o", b & 0xff));
      } else {
        text.append((char) b);
      }
    }
    return text.append('"').toString();
  }

  private String plain() {
    String file = chance(80) ? pick(FILES) : pick(OTHERS);
    String prefix = pick(PREFIXES);
    String end = pick(List.of("", "", "\t", "\t2024-01-01 10:00:00.000000000 +0100", "\r"));
    String old = chance(15) ? "/dev/null" : name(prefix, file) + end;
    String fresh = chance(10) ? "/dev/null" : name(chance(90) ? prefix : "b/", file) + end;
    return "--- " + old + "\n+++ " + fresh + "\n" + hunk(file, old, fresh);
  }

  private String git() {
    String prefix = pick(PREFIXES);
    String fresh = prefix.equals("a/") ? "b/" : prefix;
    String file = chance(85) ? pick(FILES) : pick(OTHERS);
    String other = chance(50) ? pick(OTHERS) : pick(FILES);
    List<String> lines = new ArrayList<>();
    int kind = random.nextInt(6);
    String target = kind == 4 || kind == 5 ? other : file;
    lines.add("diff --git " + name(prefix, file) + " " + name(fresh, target));
    switch (kind) {
      case 1 -> lines.add("new file mode 100644");
      case 2 -> lines.add("deleted file mode 100644");
      case 3 -> lines.addAll(List.of("old mode 100644", "new mode 100755"));
      case 4 ->
          lines.addAll(List.of("rename from " + name("", file), "rename to " + name("", other)));
      case 5 -> lines.addAll(List.of("copy from " + name("", file), "copy to " + name("", other)));
      default -> lines.add("index 1111111..2222222 100644");
    }
    if (chance(10)) {
      lines.add(1 + random.nextInt(lines.size()), "index 0000000..e69de29");
    }
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    if (chance(kind == 0 ? 95 : 50)) {
      String old = kind == 1 ? "/dev/null" : name(prefix, file);
      String made = kind == 2 ? "/dev/null" : name(fresh, target);
      text.append("--- ").append(old).append("\n+++ ").append(made).append('\n');
      text.append(hunk(file, old, made));
    }
    return text.toString();
  }

  private String hunk(String file, String old, String fresh) {
    String end = file.equals("src/end") && chance(90) ? NO_END : "";
    if (old.equals("/dev/null")) {
      return "@@ -0,0 +1 @@\n+new\n" + (chance(20) ? NO_END : "");
    }
    if (fresh.equals("/dev/null")) {
      return "@@ -1,3 +0,0 @@\n-one\n-two\n-three\n" + end;
    }
    return chance(20)
        ? "@@ -1,3 +1,3 @@\n one\n two\n-three\n" + end + "+drei\n" + (chance(50) ? NO_END : "")
        : "@@ -1,3 +1,3 @@\n one\n-two\n+zwei\n three\n" + end;
  }
}
