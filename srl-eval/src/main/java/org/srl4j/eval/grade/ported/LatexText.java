package org.srl4j.eval.grade.ported;

import java.util.Map;

/**
 * LaTeX as plain text, as the Python package pylatexenc writes it and prm800k then renames it: a
 * fraction is {@code a/b} without brackets, a root {@code sqrt(x)} whatever its degree, an unknown
 * command nothing.
 */
final class LatexText {
  private static final int DEEPEST = 200;
  private static final Map<String, String> SYMBOLS =
      Map.ofEntries(
          Map.entry("pi", "pi"),
          Map.entry("infty", "inf"),
          Map.entry("cup", "U"),
          Map.entry("cdot", "*"),
          Map.entry("times", "*"),
          Map.entry("div", "÷"),
          Map.entry("pm", "±"),
          Map.entry("mp", "∓"),
          Map.entry("cap", "∩"),
          Map.entry("le", "≤"),
          Map.entry("leq", "≤"),
          Map.entry("ge", "≥"),
          Map.entry("geq", "≥"),
          Map.entry("ne", "≠"),
          Map.entry("neq", "≠"),
          Map.entry("in", "∈"),
          Map.entry("circ", "∘"),
          Map.entry("emptyset", "∅"),
          Map.entry("alpha", "α"),
          Map.entry("beta", "β"),
          Map.entry("gamma", "γ"),
          Map.entry("delta", "δ"),
          Map.entry("theta", "θ"),
          Map.entry("lambda", "λ"),
          Map.entry("mu", "μ"),
          Map.entry("phi", "ϕ"),
          Map.entry("omega", "ω"),
          Map.entry("sin", "sin"),
          Map.entry("cos", "cos"),
          Map.entry("tan", "tan"),
          Map.entry("log", "log"),
          Map.entry("ln", "ln"),
          Map.entry("exp", "exp"),
          Map.entry("ldots", "…"),
          Map.entry("dots", "…"),
          Map.entry("cdots", "⋯"),
          Map.entry("quad", " "),
          Map.entry("qquad", " "),
          Map.entry("to", "→"));

  private final String text;
  private int position;
  private int depth;

  private LatexText(String text) {
    this.text = text;
  }

  /** The plain text; the LaTeX unchanged if it is nested too deeply to be read. */
  static String plain(String latex) {
    String spaced =
        latex
            .replace("\\tfrac", "\\frac")
            .replace("\\dfrac", "\\frac")
            .replace("\\frac", " \\frac");
    LatexText reader = new LatexText(spaced);
    StringBuilder out = new StringBuilder();
    while (reader.position < spaced.length()) {
      if (!reader.piece(out)) {
        return spaced;
      }
    }
    return out.toString().strip();
  }

  /** Appends one character, command or group; false if nested too deeply. */
  private boolean piece(StringBuilder out) {
    if (depth >= DEEPEST) {
      return false;
    }
    char c = text.charAt(position);
    if (c == '\\') {
      return command(out);
    }
    if (c == '{') {
      return group(out);
    }
    position++;
    if (c != '}') {
      out.append(renamed(c));
    }
    return true;
  }

  private static String renamed(char c) {
    return switch (c) {
      case '√' -> "sqrt";
      case 'π' -> "pi";
      case '∞' -> "inf";
      case '∪' -> "U";
      case '·', '×' -> "*";
      case '~' -> " ";
      default -> String.valueOf(c);
    };
  }

  private boolean group(StringBuilder out) {
    position++;
    depth++;
    while (position < text.length() && text.charAt(position) != '}') {
      if (!piece(out)) {
        return false;
      }
    }
    position++;
    depth--;
    return true;
  }

  private boolean command(StringBuilder out) {
    int start = ++position;
    while (position < text.length() && isLetter(text.charAt(position))) {
      position++;
    }
    if (position == start) {
      char mark = position < text.length() ? text.charAt(position++) : ' ';
      out.append("{}%$#&_ ".indexOf(mark) >= 0 ? String.valueOf(mark) : "");
      return true;
    }
    String name = text.substring(start, position);
    return switch (name) {
      case "frac" -> argument(out) && append(out, "/") && argument(out);
      case "sqrt" -> {
        skipDegree();
        yield append(out, "sqrt(") && argument(out) && append(out, ")");
      }
      case "begin", "end" -> argument(new StringBuilder());
      default -> append(out, SYMBOLS.getOrDefault(name, ""));
    };
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean append(StringBuilder out, String part) {
    out.append(part);
    return true;
  }

  private void skipDegree() {
    if (position < text.length() && text.charAt(position) == '[') {
      int close = text.indexOf(']', position);
      position = close < 0 ? position : close + 1;
    }
  }

  /** A group, or the next character or command; nothing at the end. */
  private boolean argument(StringBuilder out) {
    while (position < text.length() && text.charAt(position) == ' ') {
      position++;
    }
    depth++;
    boolean read = position >= text.length() || piece(out);
    depth--;
    return read;
  }
}
