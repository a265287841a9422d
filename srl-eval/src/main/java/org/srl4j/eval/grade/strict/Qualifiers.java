package org.srl4j.eval.grade.strict;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes off what stands behind an answer and only says where it holds: for all x in R, for n at
 * least 2, where c is a constant, (x not 1). What gives a value, a case or another answer is no
 * qualifier.
 *
 * @param core the answer without it
 * @param domains what it says, in a form that can be compared
 */
record Qualifiers(String core, Set<String> domains) {
  private static final Pattern FACE =
      Pattern.compile("\\\\(?:text|textrm|textit|textbf|mathrm|mbox|textnormal)\\s*\\{([^{}]*)\\}");

  private static final Pattern SPACE = Pattern.compile("\\\\(?:quad|qquad|[,;:! ])(?![a-zA-Z])|~");

  private static final int MAX_LENGTH = 1000;

  /** Where a qualifier may begin. */
  private static final Pattern CUE =
      Pattern.compile(
          "[,;]?\\s*(?:\\(\\s*)?(?:\\b(?:for|where|with|whenever|provided|assuming|such\\s+that)\\b"
              + "|\\\\forall(?![a-zA-Z]))|,\\s*(?=[a-zA-Z](?:_\\w)?\\s*(?:\\\\|[<>≤≥≠∈]|=[^,;]*,))"
              + "|\\s\\(\\s*(?=[a-zA-Z](?:_\\w)?\\s*(?:\\\\|[<>≤≥≠∈=]))");

  private static final Set<String> VOCABULARY =
      Set.of(
          """
          all any every each some arbitrary real reals complex positive negative nonnegative
          nonpositive non nonzero zero integer integers natural number numbers rational irrational
          constant constants fixed given even odd prime primes is are be an the value values of and
          in that not equal to than least at most greater less or holds function real-valued
          parameter parameters variable variables scalar whole belongs lies denotes where with
          denote satisfying we have
          """
              .trim()
              .split("\\s+"));

  private static final Set<String> COMMANDS =
      Set.of(
          """
          in ge geq geqslant le leq leqslant ne neq gt lt mathbb mathbf mathcal Z R N Q C infty pi
          ldots dots cdots left right forall setminus lambda alpha beta theta mu mid cup quad
          varnothing text pm
          """
              .trim()
              .split("\\s+"));

  private static final Pattern WORD = Pattern.compile("(?<![\\\\a-zA-Z])[a-zA-Z]{2,}");
  private static final Pattern COMMAND = Pattern.compile("\\\\([a-zA-Z]+)");
  private static final Pattern LETTER = Pattern.compile("(?<![\\\\a-zA-Z])[a-zA-Z](?![a-zA-Z])");

  private static final Pattern BOUND =
      Pattern.compile(
          "([a-zA-Z])\\s*(\\\\geq?(?:slant)?|\\\\leq?(?:slant)?|\\\\neq?|[<>≤≥≠])\\s*(-?\\d+)");

  /** The answer and its qualifier; empty if it has none. */
  static Optional<Qualifiers> of(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String faceless = SPACE.matcher(FACE.matcher(text).replaceAll(" $1 ")).replaceAll(" ");
    String plain = faceless.replaceAll("\\s+", " ");
    Matcher cue = CUE.matcher(plain);
    while (cue.find()) {
      String core = plain.substring(0, cue.start()).strip();
      if (core.isEmpty() || !isBalanced(core)) {
        continue;
      }
      String tail = plain.substring(cue.end()).strip();
      boolean bracketed = cue.group().contains("(");
      if (bracketed && !tail.endsWith(")")) {
        return Optional.empty();
      }
      String condition = bracketed ? tail.substring(0, tail.length() - 1) : tail;
      boolean worded = WORD.matcher(cue.group()).find() || cue.group().contains("\\forall");
      return isCondition(condition, core, worded) && !Words.isProse(core)
          ? Optional.of(new Qualifiers(core, domains(cue.group() + " " + condition)))
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean isBalanced(String text) {
    int level = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      level += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
    }
    return level == 0;
  }

  /** Whether it names a domain, in known words and signs alone. */
  private static boolean isCondition(String tail, String core, boolean worded) {
    boolean letter = LETTER.matcher(tail).find();
    for (Matcher word = WORD.matcher(tail); word.find(); ) {
      if (!VOCABULARY.contains(word.group().toLowerCase(Locale.ROOT))
          && !COMMANDS.contains(word.group())) {
        return false;
      }
      letter = true;
    }
    for (Matcher command = COMMAND.matcher(tail); command.find(); ) {
      if (!COMMANDS.contains(command.group(1))) {
        return false;
      }
    }
    if (!letter || givesValue(tail)) {
      return false;
    }
    return worded || (isAboutLetterOf(tail, core) && !hasOrder(core));
  }

  /** An equation with one value is a case, a list of them a domain; a bare number is an answer. */
  private static boolean givesValue(String tail) {
    boolean listed = false;
    for (String part : tail.split("[,;]|\\band\\b")) {
      boolean equation = part.contains("=") && !part.matches(".*[<>!]=.*");
      listed |= equation;
      if (!equation && !listed && part.matches("[^a-zA-Z\\\\]*\\d[^a-zA-Z\\\\]*") && !inSet(tail)) {
        return true;
      }
    }
    boolean several = tail.matches("(?s).*=[^=]*(?:,|dots).*");
    return listed && !several;
  }

  private static boolean inSet(String tail) {
    return tail.contains("\\{") || tail.contains("[") || tail.contains("(");
  }

  private static boolean isAboutLetterOf(String tail, String core) {
    Matcher letter = LETTER.matcher(tail);
    return letter.find()
        && !core.matches("\\s*" + letter.group() + "\\s*=.*")
        && Pattern.compile("(?<![\\\\a-zA-Z])[a-zA-Z]*" + letter.group()).matcher(core).find();
  }

  private static boolean hasOrder(String core) {
    return core.matches("(?s).*(?:[<>≤≥≠∈]|\\\\(?:ge|geq|le|leq|ne|neq|gt|lt|in)(?![a-zA-Z])).*");
  }

  /** Which numbers it speaks of, and bounds with whole numbers, as strings. */
  private static Set<String> domains(String tail) {
    Set<String> domains = new TreeSet<>();
    String lower = tail.toLowerCase(Locale.ROOT);
    for (String kind : new String[] {"real", "integer", "natural", "rational", "complex"}) {
      String set = kind.equals("integer") ? "Z" : kind.substring(0, 1).toUpperCase(Locale.ROOT);
      set = kind.equals("rational") ? "Q" : set;
      boolean symbol =
          tail.matches("(?s).*\\\\(?:math(?:bb|bf)\\s*\\{?)?" + set + "(?![a-zA-Z]).*");
      boolean named = lower.matches("(?s).*(?<!ir)" + kind + ".*");
      if (symbol || named) {
        domains.add("set " + set);
      }
    }
    for (String kind : new String[] {"even", "odd"}) {
      if (lower.matches("(?s).*\\b" + kind + "\\b.*")) {
        domains.add("parity " + kind);
      }
    }
    for (Matcher bound = BOUND.matcher(tail); bound.find(); ) {
      domains.add("bound of " + bound.group(1) + " " + normal(bound.group(2), bound.group(3)));
    }
    return domains;
  }

  /** Of whole numbers, so that above 1 and at least 2 are the same. */
  private static String normal(String sign, String value) {
    long n = value.length() > 15 ? 0 : Long.parseLong(value);
    String plain = sign.replace("slant", "").replaceAll("q$", "");
    return switch (plain) {
      case ">" -> "from " + (n + 1);
      case "\\ge", "≥" -> "from " + n;
      case "<" -> "to " + (n - 1);
      case "\\le", "≤" -> "to " + n;
      default -> "not " + n;
    };
  }

  /** Whether both say something of one kind, and not the same: even and odd, n above 2 and 3. */
  boolean contradicts(Qualifiers other) {
    for (String kind : new String[] {"set", "parity", "bound"}) {
      Set<String> mine = ofKind(kind);
      Set<String> theirs = other.ofKind(kind);
      if (!mine.isEmpty() && !theirs.isEmpty() && !mine.equals(theirs)) {
        return true;
      }
    }
    return false;
  }

  private Set<String> ofKind(String kind) {
    Set<String> some = new HashSet<>(domains);
    some.removeIf(domain -> !domain.startsWith(kind));
    return some;
  }
}
