package org.srl4j.eval.grade.sympy;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of sympy's LaTeX grammar by what they do; any other command is an unknown. */
final class LatexGrammar {
  static final Map<String, String> RELATIONS =
      Map.ofEntries(
          Map.entry("=", "="),
          Map.entry("<", "<"),
          Map.entry(">", ">"),
          Map.entry("\\le", "<="),
          Map.entry("\\leq", "<="),
          Map.entry("\\leqq", "<="),
          Map.entry("\\leqslant", "<="),
          Map.entry("\\ge", ">="),
          Map.entry("\\geq", ">="),
          Map.entry("\\geqq", ">="),
          Map.entry("\\geqslant", ">="),
          Map.entry("\\neq", "!="));
  static final Set<String> TIMES = Set.of("*", "\\times", "\\cdot");
  static final Set<String> OVER = Set.of("/", "\\div", ":");

  /** Opening brackets and what closes them. */
  static final Map<String, String> BRACKETS =
      Map.of(
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "\\{",
          "\\}",
          "|",
          "|",
          "\\lfloor",
          "\\rfloor",
          "\\lceil",
          "\\rceil");

  /** Words that start what the reader does not read. */
  static final Set<String> UNSUPPORTED = Set.of("\\int", "\\sum", "\\prod", "\\lim", "\\langle");

  /** Words that end an expression. */
  static final Set<String> CLOSING =
      Set.of(
          "\\to",
          "\\rightarrow",
          "\\Rightarrow",
          "\\longrightarrow",
          "\\Longrightarrow",
          "\\rangle",
          "\\rfloor",
          "\\rceil",
          "\\}");

  static final Set<String> FRACTIONS = Set.of("\\frac", "\\dfrac", "\\tfrac");
  static final Set<String> BINOMIALS = Set.of("\\binom", "\\dbinom", "\\tbinom");
  static final String ITALIC = "\\mathit";
  static final String ROOT = "\\sqrt";
  static final String CONJUGATE = "\\overline";

  private static final Set<String> WORDS =
      Stream.of(
              RELATIONS.keySet(),
              TIMES,
              OVER,
              BRACKETS.keySet(),
              UNSUPPORTED,
              CLOSING,
              FRACTIONS,
              BINOMIALS,
              Functions.LATEX,
              Set.of(ITALIC, ROOT, CONJUGATE))
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private LatexGrammar() {}

  static boolean isDigit(String token) {
    return token.length() == 1 && LatexTokens.isDigit(token.charAt(0));
  }

  /** A letter, or a command that is no word of the grammar. */
  static boolean isName(String token) {
    boolean letter = token.length() == 1 && LatexTokens.isLetter(token.charAt(0));
    return letter || token.startsWith("\\") && !WORDS.contains(token);
  }
}
