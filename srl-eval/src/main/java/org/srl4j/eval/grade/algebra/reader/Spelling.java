package org.srl4j.eval.grade.algebra.reader;

import java.util.List;
import java.util.Map;

/** Turns characters outside ASCII and foreign habits of writing into LaTeX. Linear time. */
final class Spelling {
  private Spelling() {}

  private static final Map<Character, String> CHARACTERS =
      Map.ofEntries(
          Map.entry('−', "-"),
          Map.entry('–', "-"),
          Map.entry('—', "-"),
          Map.entry('‐', "-"),
          Map.entry('‑', "-"),
          Map.entry('×', "\\times "),
          Map.entry('·', "\\cdot "),
          Map.entry('⋅', "\\cdot "),
          Map.entry('∙', "\\cdot "),
          Map.entry('÷', "/"),
          Map.entry('∕', "/"),
          Map.entry('⁄', "/"),
          Map.entry('∞', "\\infty "),
          Map.entry('≤', "\\le "),
          Map.entry('⩽', "\\le "),
          Map.entry('≥', "\\ge "),
          Map.entry('⩾', "\\ge "),
          Map.entry('≠', "\\ne "),
          Map.entry('≈', "\\approx "),
          Map.entry('√', "\\sqrt "),
          Map.entry('∪', "\\cup "),
          Map.entry('∩', "\\cap "),
          Map.entry('∈', "\\in "),
          Map.entry('∅', "\\emptyset "),
          Map.entry('±', "\\pm "),
          Map.entry('∓', "\\mp "),
          Map.entry('°', "^\\circ "),
          Map.entry('º', "^\\circ "),
          Map.entry('π', "\\pi "),
          Map.entry('θ', "\\theta "),
          Map.entry('α', "\\alpha "),
          Map.entry('β', "\\beta "),
          Map.entry('γ', "\\gamma "),
          Map.entry('δ', "\\delta "),
          Map.entry('λ', "\\lambda "),
          Map.entry('μ', "\\mu "),
          Map.entry('µ', "\\mu "),
          Map.entry('σ', "\\sigma "),
          Map.entry('φ', "\\phi "),
          Map.entry('ω', "\\omega "),
          Map.entry('Δ', "\\Delta "),
          Map.entry('Ω', "\\Omega "),
          Map.entry('ℝ', "\\mathbb{R}"),
          Map.entry('ℤ', "\\mathbb{Z}"),
          Map.entry('ℕ', "\\mathbb{N}"),
          Map.entry('ℚ', "\\mathbb{Q}"),
          Map.entry('ℂ', "\\mathbb{C}"),
          Map.entry('½', "\\frac{1}{2}"),
          Map.entry('¼', "\\frac{1}{4}"),
          Map.entry('¾', "\\frac{3}{4}"),
          Map.entry('⅓', "\\frac{1}{3}"),
          Map.entry('⅔', "\\frac{2}{3}"),
          Map.entry('′', "'"),
          Map.entry('’', "'"),
          Map.entry('″', "''"),
          Map.entry('“', "\""),
          Map.entry('”', "\""),
          Map.entry('€', "\\euro "),
          Map.entry('£', "\\pounds "),
          Map.entry('¢', "\\cent "),
          Map.entry('Å', "\\AA "),
          Map.entry('，', ", "),
          Map.entry('（', "("),
          Map.entry('）', ")"),
          Map.entry('：', ":"),
          Map.entry('…', "\\dots "),
          Map.entry('∖', "\\setminus "),
          Map.entry('⟨', "\\langle "),
          Map.entry('⟩', "\\rangle "),
          Map.entry('⌊', "\\lfloor "),
          Map.entry('⌋', "\\rfloor "),
          Map.entry('⌈', "\\lceil "),
          Map.entry('⌉', "\\rceil "),
          Map.entry('\u00a0', " "),
          Map.entry('\u2009', " "),
          Map.entry('\u202f', " "),
          Map.entry('∧', "\\land "),
          Map.entry('∨', "\\lor "));

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿⁱˣ";
  private static final String SUPERSCRIPTS_PLAIN = "0123456789-+nix";
  private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

  /** Commands by which a text with every backslash doubled is known. */
  private static final List<String> DOUBLED =
      List.of(
          "frac", "dfrac", "left", "right", "sqrt", "boxed", "text", "begin", "le ", "leq", "ge ",
          "geq", "pi", "cup", "infty", "times", "cdot", "pm", "in ", "{");

  private static final List<String> MODULES = List.of("numpy.", "sympy.", "math.", "np.", "sp.");

  /** The same text in ASCII, as one line of LaTeX. */
  static String latex(String text) {
    String plain = withoutDoubledBackslashes(text);
    StringBuilder out = new StringBuilder(plain.length() + 16);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (SUPERSCRIPTS.indexOf(c) >= 0) {
        i = raised(plain, i, out);
      } else if (SUBSCRIPTS.indexOf(c) >= 0) {
        out.append("_").append(SUBSCRIPTS.indexOf(c));
      } else {
        String latex = c < 128 ? null : CHARACTERS.get(c);
        if (latex == null) {
          out.append(c);
        } else {
          out.append(latex);
        }
      }
    }
    String ascii = out.toString();
    for (String module : MODULES) {
      ascii = ascii.replace(module, "");
    }
    return ascii
        .replace("{,}", ",")
        .replace(",\\! ", ",")
        .replace(",\\!", ",")
        .replace("{:}", ":")
        .replace("<=", "\\le ")
        .replace(">=", "\\ge ")
        .replace("=<", "\\le ")
        .replace("!=", "\\ne ")
        .replace("\\not=", "\\ne ")
        .replace("\\not =", "\\ne ")
        .replace("==", "=")
        .replace("**", "^")
        .replace("+/-", "\\pm ")
        .replace("+-", "\\pm ")
        .replace("{ }^", "^")
        .replace("{}^", "^");
  }

  private static int raised(String text, int from, StringBuilder out) {
    int i = from;
    out.append("^{");
    for (; i < text.length() && SUPERSCRIPTS.indexOf(text.charAt(i)) >= 0; i++) {
      out.append(SUPERSCRIPTS_PLAIN.charAt(SUPERSCRIPTS.indexOf(text.charAt(i))));
    }
    out.append('}');
    return i - 1;
  }

  /** A text that went through JSON once too often has every backslash twice. */
  private static String withoutDoubledBackslashes(String text) {
    if (!text.contains("\\\\")) {
      return text;
    }
    boolean single = hasSingleBackslashCommand(text);
    if (!single && DOUBLED.stream().anyMatch(command -> text.contains("\\\\" + command))) {
      return text.replace("\\\\", "\\");
    }
    return text;
  }

  private static boolean hasSingleBackslashCommand(String text) {
    for (int i = 0; i + 1 < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        if (Character.isLetter(text.charAt(i + 1))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
