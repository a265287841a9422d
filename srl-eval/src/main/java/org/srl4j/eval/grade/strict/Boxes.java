package org.srl4j.eval.grade.strict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds \boxed answers, and which of them belong together. */
final class Boxes {
  /** Farther apart, boxes are answers to different questions. */
  private static final int MAX_GAP = 70;

  private static final Pattern CONNECTED =
      Pattern.compile("^(?:and|or|for|,|;|&|respectively|case|part|in|where|with)\\b.*|^[,;&].*");

  private static final Pattern CORRECTION =
      Pattern.compile(
          "\\b(?:but|wait|no|not|instead|correct\\w*|so|thus|hence|therefore|then|actually|which"
              + "|gives|final|recheck|check|mistake|let|we|i|is)\\b");

  private Boxes() {}

  /**
   * A box.
   *
   * @param content what is in it
   * @param start index of its backslash or first letter
   * @param end index behind it
   */
  record Box(String content, int start, int end) {}

  /** All boxes, in order. Unclosed ones reach to the end of the text. */
  static List<Box> all(String text) {
    List<Box> boxes = new ArrayList<>();
    int from = 0;
    while (true) {
      int at = next(text, from);
      if (at < 0) {
        return boxes;
      }
      Box box = at(text, at);
      boxes.add(box);
      from = Math.max(box.end(), at + 1);
    }
  }

  private static int next(String text, int from) {
    int boxed = text.indexOf("boxed", from);
    int framed = text.indexOf("\\fbox", from);
    if (boxed < 0 || framed < 0) {
      return Math.max(boxed, framed);
    }
    return Math.min(boxed, framed);
  }

  private static Box at(String text, int at) {
    int start = at > 0 && text.charAt(at - 1) == '\\' ? at - 1 : at;
    int open = at + (text.startsWith("boxed", at) ? 5 : "\\fbox".length());
    while (open < text.length() && text.charAt(open) == ' ') {
      open++;
    }
    if (open < text.length() && text.charAt(open) == '{') {
      int close = closing(text, open);
      return new Box(text.substring(open + 1, close), start, Math.min(close + 1, text.length()));
    }
    int dollar = text.indexOf('$', open);
    int line = text.indexOf('\n', open);
    int end = dollar < 0 ? line : line < 0 ? dollar : Math.min(dollar, line);
    end = end < 0 ? text.length() : end;
    return new Box(text.substring(Math.min(open, end), end), start, end);
  }

  private static int closing(String text, int open) {
    int level = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        level++;
      } else if (c == '}' && --level == 0) {
        return i;
      }
    }
    return text.length();
  }

  /** The contents of the last run of boxes that belong together, without repeats. */
  static List<String> lastRun(String text) {
    List<Box> boxes = new ArrayList<>(all(text));
    boxes.removeIf(box -> box.content().isBlank());
    List<String> run = new ArrayList<>();
    for (int i = boxes.size() - 1; i >= 0; i--) {
      if (!run.contains(boxes.get(i).content())) {
        run.add(0, boxes.get(i).content());
      }
      boolean joined =
          i > 0 && belong(text.substring(boxes.get(i - 1).end(), boxes.get(i).start()));
      if (!joined) {
        break;
      }
    }
    return run;
  }

  /** Whether what is written between two boxes makes them one answer. */
  private static boolean belong(String gap) {
    if (gap.length() > MAX_GAP) {
      return false;
    }
    String words =
        gap.replaceAll("\\\\(?:text|textbf|mathrm|quad|qquad|left|right)\\b", " ")
            .replaceAll("\\\\[\\[\\](){},;:! ]|[${}~*\\\\]", " ")
            .toLowerCase(Locale.ROOT)
            .trim();
    if (words.isEmpty()) {
      return true;
    }
    boolean sentenceEnds = words.startsWith(".") || words.contains(". ");
    return !sentenceEnds && CONNECTED.matcher(words).matches() && !CORRECTION.matcher(words).find();
  }
}
