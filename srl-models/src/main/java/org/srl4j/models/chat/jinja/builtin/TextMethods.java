package org.srl4j.models.chat.jinja.builtin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.Characters;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Sequence;
import org.srl4j.models.chat.jinja.value.Values;

/** Python's methods of strings. */
final class TextMethods {
  private static final String RANGE = " start end /";
  private static final Map<String, Method> ALL = all();

  /** Of Python, but not here: an error where a template calls one. */
  private static final Set<String> MISSING =
      Set.of(
          "encode",
          "expandtabs",
          "format",
          "format_map",
          "isidentifier",
          "isprintable",
          "istitle",
          "maketrans",
          "translate");

  private TextMethods() {}

  private record Method(String parameters, Filter.TextBody body) {}

  static boolean isKnown(String name) {
    return ALL.containsKey(name) || MISSING.contains(name);
  }

  static Object call(String name, String text, Arguments arguments, Budget budget) {
    Method method = ALL.get(name);
    if (method == null) {
      throw new TemplateException("the method '" + name + "' of strings is not supported");
    }
    budget.pay(text.length());
    Arguments bound = arguments.bind("method '" + name + "'", method.parameters);
    return method.body.of(text, bound, budget);
  }

  private static Map<String, Method> all() {
    Map<String, Method> all = new HashMap<>();
    put(all, "strip", "chars /", (t, a, b) -> strip(t, a, true, true));
    put(all, "lstrip", "chars /", (t, a, b) -> strip(t, a, true, false));
    put(all, "rstrip", "chars /", (t, a, b) -> strip(t, a, false, true));
    put(all, "split", "sep maxsplit", (t, a, b) -> TextParts.split(t, a));
    put(all, "rsplit", "sep maxsplit", (t, a, b) -> TextParts.splitFromEnd(t, a));
    put(all, "splitlines", "keepends", TextMethods::lines);
    put(all, "partition", "sep! /", (t, a, b) -> TextParts.partition(t, a, false));
    put(all, "rpartition", "sep! /", (t, a, b) -> TextParts.partition(t, a, true));
    put(all, "join", "iterable! /", TextMethods::joined);
    put(all, "replace", "old! new! count /", TextMethods::replaced);
    put(all, "removeprefix", "prefix! /", (t, a, b) -> without(t, text(a, "prefix"), true));
    put(all, "removesuffix", "suffix! /", (t, a, b) -> without(t, text(a, "suffix"), false));
    letters(all);
    searches(all);
    paddings(all);
    questions(all);
    return Map.copyOf(all);
  }

  private static void put(
      Map<String, Method> all, String name, String parameters, Filter.TextBody body) {
    all.put(name, new Method(parameters, body));
  }

  private static void letters(Map<String, Method> all) {
    put(all, "upper", "", (t, a, b) -> t.toUpperCase(Locale.ROOT));
    put(all, "lower", "", (t, a, b) -> t.toLowerCase(Locale.ROOT));
    put(all, "casefold", "", (t, a, b) -> t.toLowerCase(Locale.ROOT).replace("\u00DF", "ss"));
    put(all, "capitalize", "", (t, a, b) -> TextFilters.capitalized(t));
    put(all, "title", "", (t, a, b) -> title(t));
    put(all, "swapcase", "", (t, a, b) -> swapped(t));
  }

  private static void searches(Map<String, Method> all) {
    put(all, "find", "sub!" + RANGE, (t, a, b) -> TextParts.found(t, a, false));
    put(all, "rfind", "sub!" + RANGE, (t, a, b) -> TextParts.found(t, a, true));
    put(all, "index", "sub!" + RANGE, (t, a, b) -> required(TextParts.found(t, a, false)));
    put(all, "rindex", "sub!" + RANGE, (t, a, b) -> required(TextParts.found(t, a, true)));
    put(all, "count", "sub!" + RANGE, (t, a, b) -> TextParts.count(t, a));
    put(all, "startswith", "prefix!" + RANGE, (t, a, b) -> any(t, a, "prefix", true));
    put(all, "endswith", "suffix!" + RANGE, (t, a, b) -> any(t, a, "suffix", false));
  }

  private static void paddings(Map<String, Method> all) {
    put(all, "center", "width! fillchar /", (t, a, b) -> padded(t, width(a), filler(a), b));
    put(all, "ljust", "width! fillchar /", (t, a, b) -> t + gap(t, width(a), filler(a), b));
    put(all, "rjust", "width! fillchar /", (t, a, b) -> gap(t, width(a), filler(a), b) + t);
    put(all, "zfill", "width! /", (t, a, b) -> zeroFilled(t, width(a), b));
  }

  private static void questions(Map<String, Method> all) {
    put(all, "isspace", "", (t, a, b) -> all(t, Characters::isSpace));
    put(all, "isalpha", "", (t, a, b) -> all(t, Character::isLetter));
    put(all, "isalnum", "", (t, a, b) -> all(t, Character::isLetterOrDigit));
    put(all, "isdigit", "", (t, a, b) -> all(t, Character::isDigit));
    put(all, "isdecimal", "", (t, a, b) -> all(t, Character::isDigit));
    put(all, "isnumeric", "", (t, a, b) -> all(t, Character::isDigit));
    put(all, "isascii", "", (t, a, b) -> t.chars().allMatch(c -> c < 0x80));
    put(all, "islower", "", (t, a, b) -> Tests.holds("lower", t, Arguments.NONE, b));
    put(all, "isupper", "", (t, a, b) -> Tests.holds("upper", t, Arguments.NONE, b));
  }

  private static boolean all(String text, IntPredicate holds) {
    return !text.isEmpty() && text.codePoints().allMatch(holds);
  }

  /** A string that must be given. */
  static String text(Arguments arguments, String name) {
    String text = arguments.text(name, null);
    if (text == null) {
      throw new TemplateException(name + ": must be a string, got None");
    }
    return text;
  }

  private static String strip(String text, Arguments arguments, boolean start, boolean end) {
    return Characters.strip(text, arguments.text("chars", null), start, end);
  }

  private static Object lines(String text, Arguments arguments, Budget budget) {
    return new ArrayList<Object>(Characters.lines(text, arguments.truth("keepends", false)));
  }

  private static String joined(String between, Arguments arguments, Budget budget) {
    List<String> parts = new ArrayList<>();
    for (Object part : Values.elements(arguments.get("iterable", null), budget)) {
      if (!Values.isText(part)) {
        throw new TemplateException(
            "method 'join': must be strings, got " + PythonText.shown(part));
      }
      budget.pay((long) between.length() + part.toString().length());
      parts.add(part.toString());
    }
    return String.join(between, parts);
  }

  private static String replaced(String text, Arguments arguments, Budget budget) {
    String[] pair = {text(arguments, "old"), text(arguments, "new")};
    return TextFilters.replaced(text, pair, arguments.whole("count", -1), budget);
  }

  private static String without(String text, String part, boolean start) {
    boolean has = start ? text.startsWith(part) : text.endsWith(part);
    return !has
        ? text
        : start ? text.substring(part.length()) : text.substring(0, text.length() - part.length());
  }

  private static long required(long found) {
    if (found < 0) {
      throw new TemplateException("method 'index': the text is not there");
    }
    return found;
  }

  private static boolean any(String text, Arguments arguments, String name, boolean start) {
    Object wanted = arguments.get(name, null);
    List<?> all =
        wanted instanceof Sequence sequence && sequence.isTuple()
            ? sequence
            : Collections.singletonList(wanted);
    String part = TextParts.part(text, arguments);
    Predicate<String> holds = one -> start ? part.startsWith(one) : part.endsWith(one);
    for (Object one : all) {
      if (!Values.isText(one)) {
        throw new TemplateException(
            name + ": must be a string or a tuple of strings, got " + PythonText.shown(one));
      }
      if (part != null && holds.test(one.toString())) {
        return true;
      }
    }
    return false;
  }

  private static String title(String text) {
    StringBuilder out = new StringBuilder();
    boolean inWord = false;
    for (int c : text.codePoints().toArray()) {
      out.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
      inWord = Characters.isCased(c);
    }
    return out.toString();
  }

  private static String swapped(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .map(
            c ->
                Character.isUpperCase(c.codePointAt(0))
                    ? c.toLowerCase(Locale.ROOT)
                    : c.toUpperCase(Locale.ROOT))
        .forEach(out::append);
    return out.toString();
  }

  private static long width(Arguments arguments) {
    return arguments.whole("width", 0);
  }

  private static char filler(Arguments arguments) {
    String filler = arguments.text("fillchar", " ");
    if (filler.length() != 1) {
      throw new TemplateException("fillchar: must be one character");
    }
    return filler.charAt(0);
  }

  private static String gap(String text, long width, char filler, Budget budget) {
    long missing = Math.max(0, width - Values.size(text));
    budget.pay(missing);
    return String.valueOf(filler).repeat((int) missing);
  }

  /** {@code str.center}: Python puts the odd blank to the left where the width is odd. */
  static String padded(String text, long width, char filler, Budget budget) {
    String gap = gap(text, width, filler, budget);
    int left = gap.length() / 2 + (int) (gap.length() & width & 1);
    return gap.substring(0, left) + text + gap.substring(left);
  }

  private static String zeroFilled(String text, long width, Budget budget) {
    int sign = !text.isEmpty() && "+-".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
    return text.substring(0, sign) + gap(text, width, '0', budget) + text.substring(sign);
  }
}
