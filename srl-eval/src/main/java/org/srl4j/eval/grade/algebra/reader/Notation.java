package org.srl4j.eval.grade.algebra.reader;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import org.srl4j.eval.grade.algebra.Expression.Constant;
import org.srl4j.eval.grade.algebra.Expression.Sign;

/** The names that mean something: functions, constants, letters, signs. */
final class Notation {
  private Notation() {}

  /** Spelling of a function, in LaTeX or plain, to its name in the tree. */
  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          entry("sin", "sin"),
          entry("cos", "cos"),
          entry("tan", "tan"),
          entry("tg", "tan"),
          entry("cot", "cot"),
          entry("ctg", "cot"),
          entry("sec", "sec"),
          entry("csc", "csc"),
          entry("arcsin", "arcsin"),
          entry("asin", "arcsin"),
          entry("arccos", "arccos"),
          entry("acos", "arccos"),
          entry("arctan", "arctan"),
          entry("atan", "arctan"),
          entry("arctg", "arctan"),
          entry("arccot", "arccot"),
          entry("acot", "arccot"),
          entry("arcsec", "arcsec"),
          entry("arccsc", "arccsc"),
          entry("sinh", "sinh"),
          entry("cosh", "cosh"),
          entry("tanh", "tanh"),
          entry("coth", "coth"),
          entry("arcsinh", "arcsinh"),
          entry("asinh", "arcsinh"),
          entry("arsinh", "arcsinh"),
          entry("arccosh", "arccosh"),
          entry("acosh", "arccosh"),
          entry("arcosh", "arccosh"),
          entry("arctanh", "arctanh"),
          entry("atanh", "arctanh"),
          entry("artanh", "arctanh"),
          entry("ln", "ln"),
          entry("log", "log"),
          entry("lg", "lg"),
          entry("exp", "exp"),
          entry("pow", "pow"),
          entry("Pow", "pow"),
          entry("Rational", "rational"),
          entry("sqrt", "root"),
          entry("cbrt", "cbrt"),
          entry("abs", "abs"),
          entry("floor", "floor"),
          entry("ceil", "ceil"),
          entry("max", "max"),
          entry("min", "min"),
          entry("gcd", "gcd"),
          entry("lcm", "lcm"),
          entry("det", "det"),
          entry("dim", "dim"),
          entry("arg", "arg"),
          entry("Re", "re"),
          entry("Im", "im"),
          entry("sgn", "sgn"),
          entry("sign", "sgn"),
          entry("cis", "cis"),
          entry("deg", "deg"),
          entry("factorial", "factorial"),
          entry("binomial", "binomial"),
          entry("comb", "binomial"),
          entry("arcsech", "arcsech"),
          entry("Arg", "arg"),
          entry("sech", "sech"),
          entry("csch", "csch"),
          entry("erf", "erf"),
          entry("Gamma(", "gamma"));

  private static final Set<String> GREEK =
      Set.of(
          """
          alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda
          mu nu xi rho varrho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta
          Lambda Xi Sigma Upsilon Phi Psi Omega
          """
              .trim()
              .split("\\s+"));

  /** Commands that stand for an object without further meaning here. */
  private static final Set<String> OBJECTS =
      Set.of(
          """
          hbar ell partial nabla odot oplus triangle square star dagger AA bullet clubsuit
          diamondsuit heartsuit spadesuit aleph imath jmath wp hslash bigstar perp parallel
          angle checkmark top bot
          """
              .trim()
              .split("\\s+"));

  private static final Map<String, Sign> SIGNS =
      Map.ofEntries(
          entry("=", Sign.EQUAL),
          entry("equiv", Sign.EQUAL),
          entry("iff", Sign.EQUAL),
          entry("neq", Sign.NOT_EQUAL),
          entry("ne", Sign.NOT_EQUAL),
          entry("<", Sign.LESS),
          entry("lt", Sign.LESS),
          entry("le", Sign.AT_MOST),
          entry("leq", Sign.AT_MOST),
          entry("leqslant", Sign.AT_MOST),
          entry("leqq", Sign.AT_MOST),
          entry(">", Sign.GREATER),
          entry("gt", Sign.GREATER),
          entry("ge", Sign.AT_LEAST),
          entry("geq", Sign.AT_LEAST),
          entry("geqslant", Sign.AT_LEAST),
          entry("geqq", Sign.AT_LEAST),
          entry("approx", Sign.ABOUT),
          entry("simeq", Sign.ABOUT),
          entry("cong", Sign.ABOUT),
          entry("sim", Sign.ABOUT),
          entry("doteq", Sign.ABOUT),
          entry("in", Sign.MEMBER));

  private static final Map<String, Constant> CONSTANTS =
      Map.of(
          "pi",
          Constant.PI,
          "infty",
          Constant.INFINITY,
          "infinity",
          Constant.INFINITY,
          "oo",
          Constant.INFINITY,
          "inf",
          Constant.INFINITY,
          "Infinity",
          Constant.INFINITY);

  private static final Set<String> OTHERS =
      Set.of(
          "frac",
          "dfrac",
          "tfrac",
          "cfrac",
          "sfrac",
          "sqrt",
          "binom",
          "dbinom",
          "tbinom",
          "choose",
          "over",
          "cdot",
          "times",
          "div",
          "pm",
          "mp",
          "cup",
          "cap",
          "setminus",
          "backslash",
          "emptyset",
          "varnothing",
          "mathbb",
          "mathcal",
          "mathscr",
          "mathfrak",
          "overline",
          "bar",
          "dot",
          "ddot",
          "widehat",
          "tilde",
          "prime",
          "circ",
          "degree",
          "begin",
          "end",
          "lfloor",
          "rfloor",
          "lceil",
          "rceil",
          "lvert",
          "rvert",
          "vert",
          "mid",
          "Vert",
          "lVert",
          "rVert",
          "langle",
          "rangle",
          "lbrace",
          "rbrace",
          "lbrack",
          "rbrack",
          "lparen",
          "rparen",
          "{",
          "}",
          "\\",
          "%",
          "$",
          "#",
          "&",
          "_",
          "|",
          "land",
          "lor",
          "wedge",
          "vee",
          "to",
          "rightarrow",
          "implies",
          "Rightarrow",
          "dots",
          "ldots",
          "cdots",
          "dotsc",
          "dotsb",
          "dotsm",
          "colon",
          "euro",
          "pounds",
          "textdollar",
          "textdegree",
          "mathrm",
          "operatorname",
          "bigcup",
          "bigcap",
          "cr",
          "newline",
          "stackrel",
          "not",
          "notin",
          "subset",
          "sum",
          "int",
          "prod",
          "lim",
          "cdotp",
          "textcent",
          "cent",
          "yen",
          "therefore",
          "because",
          "phantom",
          "hspace",
          "vspace",
          "tag",
          "label",
          "color",
          "textcolor",
          "Leftrightarrow",
          "leftrightarrow",
          "mathring",
          "widetilde",
          "overset",
          "underset",
          "underbrace",
          "overbrace",
          "infin",
          "propto",
          "subseteq",
          "supset",
          "textless",
          "textgreater",
          "pmod",
          "bmod",
          "mod",
          "pmatrix",
          "xrightarrow",
          "hfill",
          "par",
          "item");

  static boolean isCommand(String name) {
    return FUNCTIONS.containsKey(name)
        || isObject(name)
        || SIGNS.containsKey(name)
        || CONSTANTS.containsKey(name)
        || OTHERS.contains(name);
  }

  /** Name in the tree of the function that is spelled so; null if there is none. */
  static String function(String spelling) {
    return FUNCTIONS.get(spelling);
  }

  /** Whether a word without backslash is the name of a letter. */
  static boolean isGreek(String word) {
    return GREEK.contains(word);
  }

  /** Whether a command is a letter or another object. */
  static boolean isObject(String command) {
    return GREEK.contains(command) || OBJECTS.contains(command);
  }

  /** The constant that is spelled so, as a command or in plain text; null if there is none. */
  static Constant constant(String spelling) {
    return CONSTANTS.get(spelling);
  }

  /** The sign of a relation; null if it is none. */
  static Sign sign(String spelling) {
    return SIGNS.get(spelling);
  }
}
