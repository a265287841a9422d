package org.srl4j.eval.grade.strict;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.core.answer.Boxes;
import org.srl4j.core.answer.Spoken;

/**
 * Finds the final answer in what a response says, see {@link Spoken}. The first of these that gives
 * something:
 *
 * <ol>
 *   <li>what stands between the last "final answer is" and "I hope it is correct";
 *   <li>what stands in the last {@code <answer>};
 *   <li>a line below the last box that does nothing but give an answer: "Answer: 5";
 *   <li>the last run of boxes that belong together;
 *   <li>what stands behind the last "####";
 *   <li>what stands behind the last "answer is" or "answer:";
 *   <li>the whole response, if all of it can be read as an answer;
 *   <li>the last formula or number, if the sentence it stands in is finished or ends with it.
 * </ol>
 *
 * A response that breaks off in its last box has none.
 */
final class AnswerExtractor {
  private static final int MAX_WHOLE = 300;

  private static final Pattern PHRASE =
      Pattern.compile("answer\\s*(?:is\\s*:?|\\*{0,2}\\s*[:：])|答案是", Pattern.CASE_INSENSITIVE);

  private static final String OPEN_TAG = "<answer>";

  /** A line that gives the answer and does nothing else. */
  private static final Pattern LINE =
      Pattern.compile(
          "[\\s*_#>-]*?(####|(?:(?:so|thus|hence|therefore),?\\s+)?"
              + "(?:(?:the|my|final|correct)\\s+)*"
              + "answer[*_]*\\s*(?:is|[:：=]))(.+)",
          Pattern.CASE_INSENSITIVE);

  /** What is said of an answer and is none. */
  private static final Pattern REMARK =
      Pattern.compile(
          "^(?:correct|right|wrong|verified|confirmed|above|below|boxed|reasonable|unique|the same)"
              + "\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern FORMULA =
      Pattern.compile(
          "\\$\\$(.+?)\\$\\$|\\$([^$\\n]+)\\$|\\\\\\[(.+?)\\\\\\]|\\\\\\((.+?)\\\\\\)",
          Pattern.DOTALL);

  /** What stands between formulas that are one answer. */
  private static final Pattern JOINED = Pattern.compile("\\s*(?:,|;|and|or|,\\s*and|,\\s*or)\\s*");

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\w^.{\\\\])(?:[-−+]?\\s?\\$?\\d[\\d,]*(?:\\.\\d+)?(?:/\\d+)?(?:\\s?\\\\?%)?"
              + "|[-−+]?\\.\\d+)");

  private AnswerExtractor() {}

  /**
   * What was found.
   *
   * @param text the answer
   * @param rule how it was found
   */
  record Found(String text, String rule) {}

  static Optional<Found> find(String response) {
    String text = Spoken.of(response);
    return Boxes.breaksOff(text) ? Optional.empty() : inOrder(text);
  }

  private static Optional<Found> inOrder(String text) {
    return hoped(text)
        .or(() -> tagged(text))
        .or(() -> line(text))
        .or(() -> boxed(text))
        .or(() -> marked(text))
        .or(() -> phrase(text))
        .or(() -> whole(text))
        .or(() -> last(text).map(value -> new Found(value, "last")));
  }

  private static Optional<Found> boxed(String text) {
    List<String> run = Boxes.lastRun(text);
    return run.isEmpty()
        ? Optional.empty()
        : Optional.of(new Found(String.join(", ", run), "boxed"));
  }

  /** What stands in the last answer element, where the response has one. */
  private static Optional<Found> tagged(String text) {
    int open = text.lastIndexOf(OPEN_TAG);
    if (open < 0) {
      return Optional.empty();
    }
    int start = open + OPEN_TAG.length();
    int close = text.indexOf("</answer>", start);
    String content = text.substring(start, close < 0 ? text.length() : close);
    return inOrder(content).or(() -> nonBlank(content, "answer tag"));
  }

  /** An answer line below the last box: Answer: 5, #### 5, The answer is 5. */
  private static Optional<Found> line(String text) {
    List<Boxes.Box> boxes = Boxes.all(text);
    if (boxes.isEmpty()) {
      return Optional.empty();
    }
    String below = text.substring(boxes.get(boxes.size() - 1).end());
    List<String> lines = below.lines().skip(1).filter(line -> !line.isBlank()).toList();
    String value = null;
    for (int i = 0; i < lines.size(); i++) {
      Matcher line = LINE.matcher(lines.get(i));
      if (line.matches() && (i == lines.size() - 1 || !line.group(1).endsWith("is"))) {
        value = sentence(line.group(2).replaceFirst("^[\\s*:]+", ""));
      }
    }
    boolean answer = value != null && isAnswer(value) && !REMARK.matcher(value).find();
    return answer ? nonBlank(value, "answer line") : Optional.empty();
  }

  private static Optional<Found> hoped(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int hope = lower.lastIndexOf("i hope it is correct");
    if (hope < 0) {
      return Optional.empty();
    }
    int start = lower.lastIndexOf("final answer is", hope);
    if (start < 0) {
      return Optional.empty();
    }
    return nonBlank(text.substring(start + "final answer is".length(), hope), "final answer");
  }

  private static Optional<Found> marked(String text) {
    int at = text.lastIndexOf("####");
    if (at < 0) {
      return Optional.empty();
    }
    return nonBlank(firstLine(text.substring(at + 4)), "####");
  }

  private static Optional<Found> nonBlank(String text, String rule) {
    String cleaned = AnswerText.cleaned(text);
    return cleaned.isEmpty() ? Optional.empty() : Optional.of(new Found(cleaned, rule));
  }

  private static String firstLine(String text) {
    return text.strip().lines().findFirst().orElse("");
  }

  private static Optional<Found> phrase(String text) {
    Matcher matcher = PHRASE.matcher(text);
    int end = -1;
    while (matcher.find()) {
      end = matcher.end();
    }
    if (end < 0) {
      return Optional.empty();
    }
    String tail = text.substring(end).replaceFirst("^[\\s*:]+", "");
    String sentence =
        tail.startsWith("\\[") || tail.startsWith("$$") ? tail : sentence(firstLine(tail));
    return nonBlank(valueIn(sentence), "answer is");
  }

  /** The sentence if it is an answer by itself, else the formula or number in it. */
  private static String valueIn(String sentence) {
    if (isAnswer(sentence)) {
      return sentence;
    }
    Matcher formula = FORMULA.matcher(sentence);
    if (formula.lookingAt()) {
      return content(formula);
    }
    Matcher number = NUMBER.matcher(sentence);
    if (number.lookingAt()) {
      return number.group();
    }
    return last(sentence).orElse(sentence);
  }

  private static boolean isAnswer(String raw) {
    return raw.length() <= StrictGrader.MAX_ANSWER && isAnswer(AnswerText.of(raw));
  }

  private static boolean isAnswer(AnswerText text) {
    boolean readable = !text.readings().isEmpty() && text.text().length() <= MAX_WHOLE;
    return readable && (Words.isProse(text.text()) || !Words.isSentence(text.text()));
  }

  /** Up to a full stop that ends the sentence and is not inside a formula. */
  private static String sentence(String line) {
    boolean formula = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '$' && (i == 0 || line.charAt(i - 1) != '\\')) {
        formula = !formula;
      }
      boolean stop = c == '.' && (i + 1 == line.length() || line.charAt(i + 1) == ' ');
      if (stop && !formula && !isAbbreviation(line, i)) {
        return line.substring(0, i + 1);
      }
    }
    return line;
  }

  private static boolean isAbbreviation(String line, int dot) {
    return dot > 0
        && Character.isLetter(line.charAt(dot - 1))
        && (dot == 1 || !Character.isLetterOrDigit(line.charAt(dot - 2)))
        && dot + 1 < line.length();
  }

  private static Optional<Found> whole(String text) {
    if (text.length() > MAX_WHOLE) {
      return Optional.empty();
    }
    AnswerText all = AnswerText.of(text);
    return isAnswer(all) && !all.isBlank()
        ? Optional.of(new Found(all.text(), "whole"))
        : Optional.empty();
  }

  private static String content(Matcher formula) {
    for (int group = 1; group <= formula.groupCount(); group++) {
      if (formula.group(group) != null) {
        return formula.group(group);
      }
    }
    return formula.group();
  }

  /** The formula or number that ends last, unless the text breaks off behind it. */
  private static Optional<String> last(String text) {
    String value = null;
    int end = -1;
    Matcher formula = FORMULA.matcher(text);
    int formulaEnd = -1;
    while (formula.find()) {
      boolean more =
          value != null && JOINED.matcher(text.substring(end, formula.start())).matches();
      value = more ? value + ", " + content(formula) : content(formula);
      end = formula.end();
      formulaEnd = end;
    }
    Matcher number = NUMBER.matcher(text);
    for (int from = Math.max(0, formulaEnd); from <= text.length() && number.find(from); ) {
      value = number.group();
      end = number.end();
      from = end;
    }
    if (value == null || breaksOff(text.substring(end))) {
      return Optional.empty();
    }
    return Optional.of(value);
  }

  /** Whether more than a word, a unit say, follows and no sentence ends. */
  private static boolean breaksOff(String rest) {
    String trimmed = rest.trim();
    boolean ends = trimmed.isEmpty() || ".!?)".indexOf(trimmed.charAt(trimmed.length() - 1)) >= 0;
    return !ends && trimmed.contains(" ");
  }
}
