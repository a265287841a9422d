package org.srl4j.core.answer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds {@code \boxed} and {@code \fbox} answers, and which of them belong together.
 *
 * <p>Braces are matched; {@code \{} and {@code \}} do not count. Without braces the box reaches to
 * the end of its formula, as in MATH's {@code $\boxed 2$}; outside of a formula it holds one
 * number, letter or command. A box whose brace is missing ends with its formula; one that is never
 * closed is no box, because the text breaks off in it. Blank boxes do not count. Linear in the
 * length of the text; of boxes in boxes the twenty outermost are opened.
 */
public final class Boxes {
  /** Farther apart, boxes are answers to different questions. */
  private static final int MAX_GAP = 70;

  /** Boxes around a content that are taken off. */
  private static final int MAX_NESTED = 20;

  /** A backslash may have got lost, or have become a backspace with the b, on the way. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "\\\\(?:boxed|fbox|framebox)(?![a-zA-Z])|(?<![a-zA-Z\\\\])boxed(?=\\{)"
              + "|\\u0008oxed(?=\\{)");

  /** What closes a formula, or a line. */
  private static final Pattern END_OF_FORMULA = Pattern.compile("\\$|\\\\\\)|\\\\\\]|\\R");

  /** A number, a command or a letter at the start of what is boxed without braces. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "[-+]?(?:\\d+(?:,\\d{3})*(?:\\.\\d+)?(?:/\\d+)?|\\.\\d+)(?:\\s?\\\\?%)?"
              + "|\\\\[a-zA-Z]+(?:\\s*\\d{1,2})?|[a-zA-Z]");

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
   * @param content what is in it, stripped; of a box in a box the inner one's
   * @param start index of its first character
   * @param end index behind it
   */
  public record Box(String content, int start, int end) {}

  /**
   * All boxes with something in them, in order.
   *
   * @param text any text
   * @return none after one that is never closed
   */
  public static List<Box> all(String text) {
    List<Box> boxes = new ArrayList<>();
    Scan scan = new Scan(text);
    Matcher command = COMMAND.matcher(text);
    for (int from = 0; command.find(from); ) {
      Optional<Box> box = scan.at(command.start(), command.end());
      if (box.isEmpty()) {
        break;
      }
      if (!box.get().content().isEmpty()) {
        boxes.add(innermost(box.get()));
      }
      from = Math.max(box.get().end(), command.end());
    }
    return boxes;
  }

  /**
   * The content of the last box.
   *
   * @return empty if there is none, or the text breaks off in a later one
   */
  public static Optional<String> last(String text) {
    List<Box> boxes = all(text);
    return boxes.isEmpty() || breaksOff(text)
        ? Optional.empty()
        : Optional.of(boxes.get(boxes.size() - 1).content());
  }

  /** Whether the text ends before its last box is closed. */
  public static boolean breaksOff(String text) {
    Scan scan = new Scan(text);
    Matcher command = COMMAND.matcher(text);
    for (int from = 0; command.find(from); ) {
      Optional<Box> box = scan.at(command.start(), command.end());
      if (box.isEmpty()) {
        return true;
      }
      from = Math.max(box.get().end(), command.end());
    }
    return false;
  }

  /** A text with what was found out about it; what one box asks for, the next need not. */
  private static final class Scan {
    private final String text;
    private final Braces braces;
    private final Matcher ends;
    private int endsFrom = -1;
    private int end;

    private Scan(String text) {
      this.text = text;
      this.braces = new Braces(text);
      this.ends = END_OF_FORMULA.matcher(text);
    }

    /** The box of a command; empty if it is never closed. */
    private Optional<Box> at(int start, int behindCommand) {
      int open = behindCommand;
      while (open < text.length() && Character.isWhitespace(text.charAt(open))) {
        open++;
      }
      if (open < text.length() && text.charAt(open) == '{') {
        return braced(start, open);
      }
      int limit = endOfFormula(behindCommand);
      boolean formula = limit < text.length() && !Character.isWhitespace(text.charAt(limit));
      Matcher next = COMMAND.matcher(text).region(behindCommand, limit);
      if (next.find()) {
        limit = next.start();
      }
      int close = formula ? limit : token(Math.min(open, limit), limit);
      String content = text.substring(Math.min(open, close), close).strip();
      return Optional.of(new Box(content.replaceFirst("[.,;]$", ""), start, close));
    }

    private Optional<Box> braced(int start, int open) {
      int close = braces.closing(open);
      if (close >= 0) {
        return Optional.of(new Box(text.substring(open + 1, close).strip(), start, close + 1));
      }
      int limit = endOfFormula(open);
      boolean formula = limit < text.length() && !Character.isWhitespace(text.charAt(limit));
      return formula
          ? Optional.of(new Box(text.substring(open + 1, limit).strip(), start, limit))
          : Optional.empty();
    }

    /** Where the formula or the line ends; the text's end if nothing ends it before. */
    private int endOfFormula(int from) {
      if (endsFrom < 0 || from < endsFrom || from > end) {
        endsFrom = from;
        end = ends.find(from) ? ends.start() : text.length();
      }
      return end;
    }

    /**
     * Index behind a number, a letter, or a command with its arguments; the start if none is there.
     */
    private int token(int start, int limit) {
      Matcher token = TOKEN.matcher(text).region(start, limit);
      if (!token.lookingAt()) {
        return start;
      }
      int behind = token.end();
      while (behind < limit && text.charAt(behind) == '{') {
        int close = braces.closing(behind);
        behind = close < 0 ? limit : close + 1;
      }
      return behind;
    }
  }

  private static Box innermost(Box outer) {
    Box box = outer;
    for (int depth = 0; depth < MAX_NESTED; depth++) {
      Matcher command = COMMAND.matcher(box.content());
      if (!command.lookingAt()) {
        return box;
      }
      Optional<Box> inner = new Scan(box.content()).at(command.start(), command.end());
      if (inner.isEmpty()
          || inner.get().end() < box.content().length()
          || inner.get().content().isEmpty()) {
        return box;
      }
      box = new Box(inner.get().content(), outer.start(), outer.end());
    }
    return box;
  }

  /**
   * The contents of the last run of boxes that belong together, without repeats.
   *
   * @return empty if there is no box, or the text breaks off in the last
   */
  public static List<String> lastRun(String text) {
    Set<String> backwards = new LinkedHashSet<>();
    List<Box> boxes = breaksOff(text) ? List.of() : all(text);
    for (int i = boxes.size() - 1; i >= 0; i--) {
      backwards.add(boxes.get(i).content());
      boolean joined =
          i > 0 && belong(text.substring(boxes.get(i - 1).end(), boxes.get(i).start()));
      if (!joined) {
        break;
      }
    }
    List<String> run = new ArrayList<>(backwards);
    Collections.reverse(run);
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
