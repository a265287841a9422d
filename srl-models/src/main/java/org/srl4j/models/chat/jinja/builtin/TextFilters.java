package org.srl4j.models.chat.jinja.builtin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.srl4j.models.chat.jinja.token.TemplateException;
import org.srl4j.models.chat.jinja.value.Arguments;
import org.srl4j.models.chat.jinja.value.Budget;
import org.srl4j.models.chat.jinja.value.Characters;
import org.srl4j.models.chat.jinja.value.Markup;
import org.srl4j.models.chat.jinja.value.Numbers;
import org.srl4j.models.chat.jinja.value.PythonText;
import org.srl4j.models.chat.jinja.value.Sequence;
import org.srl4j.models.chat.jinja.value.Values;

/** Filters that make text of a value's text. */
final class TextFilters {
  /** Before which {@code title} begins a word; Python's white space and some marks. */
  private static final String WORD_ENDS = "-({[<";

  private static final Pattern WORD =
      Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE);

  /** Those that take strings alone. */
  private static final Set<String> STRICT = Set.of("indent", "truncate");

  /** Those that make no marked text of marked text. */
  private static final Set<String> PLAIN = Set.of("title", "replace", "urlencode");

  private static final int MAX_WIDTH = 10_000;
  private static final String UNQUOTED = "_.-~/";

  private TextFilters() {}

  static Map<String, Filter> all() {
    Map<String, Filter> all = new HashMap<>();
    put(all, "trim", "chars", (t, a, b) -> strip(t, a));
    put(all, "upper", "", (t, a, b) -> t.toUpperCase(Locale.ROOT));
    put(all, "lower", "", (t, a, b) -> t.toLowerCase(Locale.ROOT));
    put(all, "title", "", (t, a, b) -> title(t));
    put(all, "capitalize", "", (t, a, b) -> capitalized(t));
    put(all, "replace", "old! new! count", TextFilters::replaced);
    put(all, "indent", "width first blank", TextFilters::indented);
    put(all, "center", "width", (t, a, b) -> TextMethods.padded(t, a.whole("width", 80), ' ', b));
    put(all, "truncate", "length killwords end leeway", (t, a, b) -> truncated(t, a));
    put(all, "wordcount", "", (t, a, b) -> WORD.matcher(t).results().count());
    put(all, "safe", "", (t, a, b) -> new Markup(t));
    put(all, "forceescape", "", (t, a, b) -> Markup.escape(t));
    put(all, "urlencode", "", (t, a, b) -> encoded(t));
    all.put("string", new Filter("", (v, a, b) -> text(v, b)));
    all.put("escape", new Filter("", TextFilters::escape));
    all.put("e", new Filter("", TextFilters::escape));
    all.put("format", new Filter(Filter.ANY, TextFilters::formatted));
    return all;
  }

  private static void put(
      Map<String, Filter> all, String name, String parameters, Filter.TextBody body) {
    Filter.Body paid =
        (value, arguments, budget) -> {
          boolean url = name.equals("urlencode") && Values.isIterable(value);
          if (url && !Values.isText(value)) {
            throw new TemplateException("filter 'urlencode': takes strings alone here");
          }
          if (STRICT.contains(name) && !Values.isText(value)) {
            throw new TemplateException(
                "filter '" + name + "': must be a string, got " + PythonText.shown(value));
          }
          String text = PythonText.str(value, budget);
          budget.pay(text.length());
          Object made = body.of(text, arguments, budget);
          return value instanceof Markup && !PLAIN.contains(name) ? Markup.marked(made) : made;
        };
    all.put(name, new Filter(parameters, paid));
  }

  private static Object strip(String text, Arguments arguments) {
    return Characters.strip(text, arguments.text("chars", null), true, true);
  }

  static String capitalized(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    String capital = Character.toString(Character.toTitleCase(text.codePointAt(0)));
    String upper = text.substring(0, first).toUpperCase(Locale.ROOT);
    // Letters that become several, e.g. a German sharp s: the first of them is the capital.
    int end = upper.offsetByCodePoints(0, 1);
    String head =
        end == upper.length()
            ? capital
            : upper.substring(0, end) + upper.substring(end).toLowerCase(Locale.ROOT);
    return head + text.substring(first).toLowerCase(Locale.ROOT);
  }

  private static String title(String text) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      boolean ends = i == text.length() || isWordEnd(text.charAt(i));
      if (ends && i > from) {
        String word = text.substring(from, i);
        int first = word.offsetByCodePoints(0, 1);
        out.append(word.substring(0, first).toUpperCase(Locale.ROOT));
        out.append(word.substring(first).toLowerCase(Locale.ROOT));
      }
      if (ends && i < text.length()) {
        out.append(text.charAt(i));
      }
      from = ends ? i + 1 : from;
    }
    return out.toString();
  }

  private static boolean isWordEnd(char c) {
    return WORD_ENDS.indexOf(c) >= 0 || Characters.isSpace(c);
  }

  private static String replaced(String text, Arguments arguments, Budget budget) {
    String old = PythonText.str(arguments.get("old", null), budget);
    String fresh = PythonText.str(arguments.get("new", null), budget);
    Object count = arguments.get("count", null);
    long most = count == null ? -1 : Numbers.requireWhole("count", count);
    return replaced(text, new String[] {old, fresh}, most, budget);
  }

  /** {@code str.replace}; what is replaced and by what, and how often at most, below 0: always. */
  static String replaced(String text, String[] pair, long most, Budget budget) {
    String old = pair[0];
    String fresh = pair[1];
    // At most one replacement a place; paid for before it is made.
    budget.pay((text.length() + 1L) / Math.max(1, old.length()) * fresh.length());
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (long done = 0; most < 0 || done < most; done++) {
      int cut = old.isEmpty() ? (done == 0 ? 0 : next(text, from)) : text.indexOf(old, from);
      if (cut < 0) {
        break;
      }
      out.append(text, from, cut).append(fresh);
      from = cut + old.length();
    }
    return out.append(text.substring(from)).toString();
  }

  private static int next(String text, int from) {
    return from == text.length() ? -1 : text.offsetByCodePoints(from, 1);
  }

  private static String indented(String text, Arguments arguments, Budget budget) {
    Object width = arguments.get("width", 4L);
    String margin = Values.isText(width) ? PythonText.str(width, budget) : blanks(width);
    boolean blank = arguments.truth("blank", false);
    List<String> lines = new ArrayList<>(Characters.lines(text + "\n", false));
    budget.pay((long) lines.size() * margin.length());
    StringBuilder out = new StringBuilder(arguments.truth("first", false) ? margin : "");
    for (int i = 0; i < lines.size(); i++) {
      boolean moves = i > 0 && (blank || !lines.get(i).isEmpty());
      out.append(i == 0 ? "" : "\n").append(moves ? margin : "").append(lines.get(i));
    }
    return out.toString();
  }

  private static String blanks(Object width) {
    long wide = Numbers.requireWhole("width", width);
    if (wide > MAX_WIDTH) {
      throw new TemplateException("width: must be at most " + MAX_WIDTH + ", got " + wide);
    }
    return " ".repeat((int) Math.max(0, wide));
  }

  private static String truncated(String text, Arguments arguments) {
    int length = (int) Math.min(Integer.MAX_VALUE / 2, arguments.whole("length", 255));
    String end = arguments.text("end", "...");
    Object leeway = arguments.get("leeway", null);
    long spare = leeway == null ? 5 : Numbers.requireWhole("leeway", leeway);
    int kept = length - end.codePointCount(0, end.length());
    if (kept < 0 || spare < 0) {
      throw new TemplateException("filter 'truncate': the end is longer than the length");
    }
    if (Values.size(text) <= length + spare) {
      return text;
    }
    String start = text.substring(0, text.offsetByCodePoints(0, kept));
    int blank = arguments.truth("killwords", false) ? -1 : start.lastIndexOf(' ');
    return (blank < 0 ? start : start.substring(0, blank)) + end;
  }

  private static Object escape(Object value, Arguments arguments, Budget budget) {
    return Markup.escape(value instanceof Markup ? value : PythonText.str(value, budget));
  }

  private static String encoded(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b > ' ' && (Character.isLetterOrDigit(b) || UNQUOTED.indexOf(b) >= 0);
      out.append(plain ? Character.toString(b) : String.format("%%%02X", b & 0xFF));
    }
    return out.toString();
  }

  private static Object formatted(Object value, Arguments arguments, Budget budget) {
    if (!arguments.named().isEmpty()) {
      if (!arguments.positional().isEmpty()) {
        throw new TemplateException("filter 'format': takes values by place or by name, not both");
      }
      return PercentFormat.format(text(value, budget), arguments.named(), budget);
    }
    Object values = Sequence.of(Sequence.Kind.TUPLE, arguments.positional());
    return PercentFormat.format(text(value, budget), values, budget);
  }

  private static Object text(Object value, Budget budget) {
    return value instanceof Markup ? value : PythonText.str(value, budget);
  }
}
