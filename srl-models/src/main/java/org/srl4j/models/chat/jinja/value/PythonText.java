package org.srl4j.models.chat.jinja.value;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.srl4j.models.chat.jinja.token.TemplateException;

/** Values as Python prints them: {@code str} and {@code repr}. */
public final class PythonText {
  private static final int MAX_DEPTH = 50;
  private static final int MOST_SHOWN = 80;

  private PythonText() {}

  /** A string's characters, marked as HTML or not. */
  static String plain(Object text) {
    return text instanceof Markup markup ? markup.text() : (String) text;
  }

  /** {@code str(value)}; of an undefined variable nothing. */
  public static String str(Object value, Budget budget) {
    if (Values.isText(value)) {
      return plain(value);
    }
    if (value instanceof Undefined) {
      return "";
    }
    return repr(value, budget);
  }

  /** {@code repr(value)}. */
  public static String repr(Object value, Budget budget) {
    StringBuilder out = new StringBuilder();
    repr(value, 0, out, budget);
    return out.toString();
  }

  /** A value in a message: short, and of a list or mapping only what it is. */
  public static String shown(Object value) {
    if (value instanceof Undefined undefined) {
      return "'" + undefined.name() + "', which is not defined";
    }
    if (value instanceof Callable) {
      return "a function";
    }
    if (value instanceof List || value instanceof Map) {
      return value instanceof Sequence sequence
          ? "a " + sequence.kind().name().toLowerCase(Locale.ROOT)
          : value instanceof List ? "a list" : "a mapping";
    }
    String text = repr(value, new Budget());
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
  }

  private static void repr(Object value, int depth, StringBuilder out, Budget budget) {
    enter(value, depth, budget);
    if (value == null) {
      out.append("None");
    } else if (value instanceof Boolean truth) {
      out.append(truth ? "True" : "False");
    } else if (value instanceof Double number) {
      out.append(Numbers.text(number));
    } else if (Values.isText(value)) {
      out.append(value instanceof Markup ? "Markup(" : "");
      quote(plain(value), out);
      out.append(value instanceof Markup ? ")" : "");
    } else if (value instanceof List<?> list) {
      list(list, depth, out, budget);
    } else if (value instanceof Map<?, ?> map) {
      out.append('{');
      String comma = "";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(comma);
        repr(entry.getKey(), depth + 1, out, budget);
        repr(entry.getValue(), depth + 1, out.append(": "), budget);
        comma = ", ";
      }
      out.append('}');
    } else if (value instanceof Undefined) {
      out.append("Undefined");
    } else if (value instanceof Callable callable) {
      out.append(callable.printed());
    } else {
      out.append(value);
    }
  }

  private static void list(List<?> list, int depth, StringBuilder out, Budget budget) {
    Sequence.Kind kind = list instanceof Sequence sequence ? sequence.kind() : null;
    if (kind == Sequence.Kind.GENERATOR) {
      throw new TemplateException("a generator cannot be printed; put '| list' after it");
    }
    if (kind == Sequence.Kind.RANGE) {
      out.append(((Sequence) list).label());
      return;
    }
    boolean tuple = list instanceof Sequence sequence && sequence.isTuple();
    boolean view = kind != null && !tuple;
    out.append(view ? "dict_" + kind.name().toLowerCase(Locale.ROOT) + "([" : "");
    out.append(view ? "" : tuple ? "(" : "[");
    for (int i = 0; i < list.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      repr(list.get(i), depth + 1, out, budget);
    }
    out.append(view ? "])" : !tuple ? "]" : list.size() == 1 ? ",)" : ")");
  }

  /** Pays for a value, and refuses one that is too deep. */
  public static void enter(Object value, int depth, Budget budget) {
    budget.pay(Values.isText(value) ? plain(value).length() : 1);
    if (depth > MAX_DEPTH) {
      throw new TemplateException("more than " + MAX_DEPTH + " lists inside each other");
    }
  }

  private static void quote(String text, StringBuilder out) {
    char mark = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(mark);
    text.codePoints().forEach(c -> quote(c, mark, out));
    out.append(mark);
  }

  private static void quote(int c, char mark, StringBuilder out) {
    int known = "\n\r\t\\".indexOf(c);
    if (known >= 0) {
      out.append('\\').append("nrt\\".charAt(known));
    } else if (c == mark) {
      out.append('\\').append(mark);
    } else if (Characters.isPrintable(c)) {
      out.appendCodePoint(c);
    } else {
      String form = c <= 0xFF ? "\\x%02x" : c <= 0xFFFF ? "\\u%04x" : "\\U%08x";
      out.append(String.format(form, c));
    }
  }
}
