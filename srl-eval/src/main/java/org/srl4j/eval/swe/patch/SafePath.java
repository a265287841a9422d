package org.srl4j.eval.swe.patch;

import java.util.Locale;

/** Paths that may be written: relative, inside the tree, not in Git's own folder. */
public final class SafePath {
  private SafePath() {}

  /**
   * Checks a path.
   *
   * @param path with {@code /} between its parts
   * @return the same path
   * @throws IllegalArgumentException if it is empty, absolute, leaves the tree, or names Git's
   *     folder
   */
  public static String check(String path) {
    String fault = fault(path);
    if (fault != null) {
      throw new IllegalArgumentException(
          "path \"" + path + "\": " + fault + "; name a file inside the repository");
    }
    return path;
  }

  private static String fault(String path) {
    if (path.isEmpty()) {
      return "is empty";
    }
    if (path.startsWith("/") || path.matches("[A-Za-z]:.*")) {
      return "is absolute";
    }
    if (path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0) {
      return "holds a backslash or a zero";
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return "has the part \"" + part + "\"";
      }
      if (part.toLowerCase(Locale.ROOT).equals(".git")) {
        return "is in Git's own folder";
      }
    }
    return null;
  }
}
