package org.srl4j.eval.grade.strict;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Group;
import org.srl4j.eval.grade.algebra.Expression.Quotient;
import org.srl4j.eval.grade.algebra.Expression.Text;

/** Answers in words: their normal form, numbers in words, letters of a choice. */
final class Words {
  private static final Pattern WRAPPER =
      Pattern.compile(
          "\\\\(?:text|textbf|textit|textrm|textnormal|mathrm|mbox|mathbf|emph)(?![a-zA-Z])\\s*");

  private static final Pattern BEHIND =
      Pattern.compile("(?:\\\\text(?:bf|rm|it)?\\{)?\\(?[A-J][).]\\s*\\}?[\\s:]*(\\S.*)");

  private static final Set<String> YES_OR_NO = Set.of("yes", "no", "true", "false");

  /** Words that are mathematics, so that a text with them is no prose. */
  private static final Set<String> MATHEMATICAL =
      Set.of(
          """
          sqrt sin cos tan log exp theta alpha beta gamma delta infinity infty arcsin arccos
          arctan union cbrt lambda sigma omega binom floor ceil Infinity pi ln lg det gcd lcm
          max min abs sec csc cot oo inf mu nu xi rho tau phi chi psi eta pow Pow Rational
          """
              .trim()
              .split("\\s+"));

  private static final Set<String> SHORT = Set.of("yes", "no", "dne", "odd", "all", "none", "red");

  private static final List<String> ONES =
      List.of(
          """
          zero one two three four five six seven eight nine ten eleven twelve thirteen
          fourteen fifteen sixteen seventeen eighteen nineteen
          """
              .trim()
              .split("\\s+"));

  private static final List<String> TENS =
      List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

  /** Names of one n-th, at index n. */
  private static final List<String> PARTS =
      List.of(
          "", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth",
          "tenth");

  private static final Map<String, Long> SCALES =
      Map.of("thousand", 1000L, "million", 1_000_000L, "billion", 1_000_000_000L);

  /** Words that make a text a sentence about an answer. */
  private static final Set<String> SENTENCE =
      Set.of(
          """
          is the so it we that which therefore thus hence answer have has get are when by this
          there because since was be must solution solutions value values equals gives final
          result find found can our to were will would if then only total here as where with
          """
              .trim()
              .split("\\s+"));

  private static final Pattern OPENING =
      Pattern.compile("([A-Za-z][a-z]+)(?:['’]s)?[:,]?\\s+[A-Za-z0-9$\\\\(\\-].*", Pattern.DOTALL);

  private static final Pattern WORD = Pattern.compile("(?<![\\\\a-zA-Z])[a-zA-Z]{2,}");

  private static final Set<String> NOTHING =
      Set.of(
          "no solution",
          "no solutions",
          "no real solution",
          "no real solutions",
          "empty set",
          "there are no solutions",
          "none",
          "no such value",
          "no values");

  private static final Set<String> EVERYTHING =
      Set.of("all real numbers", "all reals", "all real values", "real numbers", "all real x");

  private static final Set<String> MONTHS =
      Set.of(
          """
          january february march april may june july august september october november
          december
          """
              .trim()
              .split("\\s+"));

  private Words() {}

  /** The text without commands that only show its words. */
  static String unwrapped(String text) {
    return WRAPPER.matcher(text).replaceAll("").replace("{", "").replace("}", "");
  }

  /** Lower case, single spaces, no punctuation, no articles; a date in any order of its parts. */
  static String normal(String text) {
    String plain =
        unwrapped(text)
            .replace("\\%", " percent")
            .replaceAll("\\\\[ ,;:!]|[~$\"'’.,;:!?()*`]", " ")
            .replace('-', ' ')
            .toLowerCase(Locale.ROOT)
            .trim();
    List<String> words =
        Arrays.stream(plain.split("\\s+"))
            .filter(word -> !Set.of("the", "a", "an", "").contains(word))
            .toList();
    if (words.stream().anyMatch(MONTHS::contains)) {
      words =
          List.copyOf(
              new TreeSet<>(
                  words.stream()
                      .map(word -> word.replaceAll("^(\\d+)(st|nd|rd|th)$", "$1"))
                      .filter(word -> !word.equals("of") && !word.equals("on"))
                      .toList()));
    }
    return String.join(" ", words);
  }

  /** Whether a word is the name of a function or a constant. */
  static boolean isMathematical(String word) {
    return MATHEMATICAL.contains(word);
  }

  /** Whether it is words and no mathematics. */
  static boolean isProse(String text) {
    String plain = unwrapped(text).replaceAll("\\\\[ ,;:!]", " ");
    if (plain.isBlank() || plain.chars().anyMatch(c -> "\\=<>+^_|/*0123456789".indexOf(c) >= 0)) {
      return false;
    }
    String[] words = plain.trim().split("[\\s,;.!?'\"()$-]+");
    boolean wordy = false;
    for (String word : words) {
      if (MATHEMATICAL.contains(word)) {
        return false;
      }
      wordy |=
          (word.length() >= 4 || SHORT.contains(word.toLowerCase(Locale.ROOT)))
              && word.chars().allMatch(Character::isLetter);
    }
    return wordy || numberIn(plain).isPresent();
  }

  /** Whether there are words that talk about the answer rather than being part of it. */
  static boolean isSentence(String text) {
    Matcher opening = OPENING.matcher(text);
    if (opening.matches() && !MATHEMATICAL.contains(opening.group(1))) {
      return true;
    }
    Matcher matcher = WORD.matcher(WRAPPER.matcher(text).replaceAll(" "));
    while (matcher.find()) {
      if (SENTENCE.contains(matcher.group().toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** What the words mean. */
  static Expression meaning(String text) {
    String normal = normal(text);
    if (NOTHING.contains(normal)) {
      return new Group('{', '}', List.of());
    }
    if (EVERYTHING.contains(normal)) {
      return Relations.ALL;
    }
    if (normal.equals("does not exist") || normal.equals("undefined")) {
      return new Text("dne");
    }
    return numberIn(text)
        .<Expression>map(Expression::number)
        .or(() -> fractionIn(normal))
        .orElseGet(() -> new Text(normal));
  }

  /** One half, two thirds, three quarters. */
  private static Optional<Expression> fractionIn(String normal) {
    int space = normal.lastIndexOf(' ');
    String part = normal.substring(space + 1);
    int below = PARTS.indexOf(part.endsWith("s") ? part.substring(0, part.length() - 1) : part);
    Optional<Long> above = space < 0 ? Optional.of(1L) : numberIn(normal.substring(0, space));
    return below < 2 || above.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Quotient(Expression.number(above.get()), Expression.number(Math.min(below, 10))));
  }

  /** A number in words, e.g. two hundred and five; empty for anything else. */
  static Optional<Long> numberIn(String text) {
    String normal = normal(text);
    if (normal.isEmpty() || normal.length() > 100) {
      return Optional.empty();
    }
    long total = 0;
    long part = 0;
    for (String word : normal.split(" ")) {
      if (ONES.contains(word)) {
        part += ONES.indexOf(word);
      } else if (TENS.indexOf(word) > 0) {
        part += 10L * TENS.indexOf(word);
      } else if (word.equals("hundred")) {
        part = Math.max(1, part) * 100;
      } else if (SCALES.containsKey(word)) {
        total += Math.max(1, part) * SCALES.get(word);
        part = 0;
      } else if (!word.equals("and")) {
        return Optional.empty();
      }
    }
    return Optional.of(total + part);
  }

  /** Whether both are the same words, or one begins with the yes or no that is the other. */
  static boolean agree(String gold, String answer) {
    String wanted = normal(gold);
    String given = normal(answer);
    if (YES_OR_NO.contains(wanted)) {
      return given.equals(wanted) || given.startsWith(wanted + " ");
    }
    boolean date = Arrays.stream(wanted.split(" ")).anyMatch(MONTHS::contains);
    return wanted.length() > 1 && (date || isProse(gold)) && wanted.equals(given);
  }

  /**
   * The words and signs of a text in lower case, without what changes no meaning; blank unless a
   * word of four letters or more is among them.
   */
  static String wording(String text) {
    String plain = unwrapped(text).toLowerCase(Locale.ROOT).replaceAll("[\\s,.;:!]+", " ").trim();
    String bare = plain.replaceAll("(?<!not )\\b(?:the|an|all|every|each)\\b ", "");
    return bare.matches(".*(?<![\\\\a-z])[a-z]{4,}.*") && !bare.contains("\\") ? bare : "";
  }

  /** What stands behind the letter of a choice: (B) 12 says 12 too. */
  static Optional<String> behindChoice(String text) {
    Matcher matcher = BEHIND.matcher(text.replaceAll("\\\\[ ,;:!]", " ").trim());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The letter if the text is nothing but a letter from A to J, perhaps in brackets. */
  static Optional<Character> onlyLetter(String text) {
    String plain = unwrapped(text).trim();
    Matcher matcher = Pattern.compile("\\(?([A-J])\\)?\\.?").matcher(plain);
    return matcher.matches() ? Optional.of(matcher.group(1).charAt(0)) : Optional.empty();
  }
}
