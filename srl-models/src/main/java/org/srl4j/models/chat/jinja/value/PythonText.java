package org.srl4j.models.chat.jinja.value;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.srl4j.models.chat.jinja.token.TemplateException;

/** Values as Python prints them: {@code str}, {@code repr} and {@code json.dumps}. */
public final class PythonText {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_INDENT = 32;

  private PythonText() {}

  /** {@code str(value)}; of an undefined variable nothing. */
  public static String str(Object value, Budget budget) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Undefined) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    repr(value, 0, out, budget);
    return out.toString();
  }

  /** A value in a message: short, and of a list or mapping only what it is. */
  public static String shown(Object value) {
    if (value instanceof Undefined undefined) {
      return "'" + undefined.name() + "', which is not defined";
    }
    if (value instanceof List || value instanceof Map) {
      return value instanceof List ? "a list" : "a mapping";
    }
    StringBuilder out = new StringBuilder();
    repr(value, 0, out, new Budget());
    return out.length() <= 80 ? out.toString() : out.substring(0, 80) + "...";
  }

  private static void repr(Object value, int depth, StringBuilder out, Budget budget) {
    enter(value, depth, budget);
    if (value == null) {
      out.append("None");
    } else if (value instanceof Boolean truth) {
      out.append(truth ? "True" : "False");
    } else if (value instanceof Double number) {
      out.append(number(number));
    } else if (value instanceof String text) {
      quote(text, out);
    } else if (value instanceof List<?> list) {
      out.append('[');
      for (int i = 0; i < list.size(); i++) {
        out.append(i == 0 ? "" : ", ");
        repr(list.get(i), depth + 1, out, budget);
      }
      out.append(']');
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
    } else {
      out.append(value instanceof Callable ? "<function>" : value);
    }
  }

  private static void enter(Object value, int depth, Budget budget) {
    budget.pay(value instanceof String text ? text.length() : 1);
    if (depth > MAX_DEPTH) {
      throw new TemplateException("more than " + MAX_DEPTH + " lists inside each other");
    }
  }

  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e16) {
      return (long) value + ".0";
    }
    return Double.isFinite(value)
        ? Double.toString(value).replace("E-", "e-").replace("E", "e+")
        : value != value ? "nan" : value > 0 ? "inf" : "-inf";
  }

  private static void quote(String text, StringBuilder out) {
    char mark = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(mark);
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\\' -> out.append("\\\\");
        default -> {
          boolean control = c < ' ' || c == 0x7F;
          out.append(c == mark ? "\\" : "");
          out.append(control ? String.format("\\x%02x", (int) c) : String.valueOf(c));
        }
      }
    }
    out.append(mark);
  }

  /**
   * {@code json.dumps(value, ensure_ascii=False)}, as transformers has {@code tojson}: a blank
   * after comma and colon, no escape of HTML or of letters.
   *
   * @param indent blanks a level, or null for one line
   */
  public static String json(Object value, Long indent, Budget budget) {
    if (indent != null && (indent < 0 || indent > MAX_INDENT)) {
      throw new TemplateException("indent: must be from 0 to " + MAX_INDENT + ", got " + indent);
    }
    StringBuilder out = new StringBuilder();
    json(value, 0, indent, out, budget);
    return out.toString();
  }

  private static void json(Object value, int depth, Long indent, StringBuilder out, Budget budget) {
    enter(value, depth, budget);
    if (value == null || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Long) {
      out.append(value);
    } else if (value instanceof Double number) {
      out.append(number(number));
    } else if (value instanceof String text) {
      jsonString(text, out);
    } else if (value instanceof List<?> list) {
      out.append('[');
      Iterator<?> items = list.iterator();
      while (items.hasNext()) {
        line(depth + 1, indent, out);
        json(items.next(), depth + 1, indent, out, budget);
        out.append(items.hasNext() ? comma(indent) : "");
      }
      end(list.isEmpty(), depth, indent, out).append(']');
    } else if (value instanceof Map<?, ?> map) {
      out.append('{');
      Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
      while (entries.hasNext()) {
        Map.Entry<?, ?> entry = entries.next();
        line(depth + 1, indent, out);
        jsonString(str(entry.getKey(), budget), out);
        json(entry.getValue(), depth + 1, indent, out.append(": "), budget);
        out.append(entries.hasNext() ? comma(indent) : "");
      }
      end(map.isEmpty(), depth, indent, out).append('}');
    } else {
      throw new TemplateException("tojson: cannot write " + shown(value));
    }
  }

  private static String comma(Long indent) {
    return indent == null ? ", " : ",";
  }

  private static void line(int depth, Long indent, StringBuilder out) {
    if (indent != null) {
      out.append('\n').append(" ".repeat((int) (depth * indent)));
    }
  }

  private static StringBuilder end(boolean empty, int depth, Long indent, StringBuilder out) {
    if (!empty) {
      line(depth, indent, out);
    }
    return out;
  }

  private static void jsonString(String text, StringBuilder out) {
    out.append('"');
    for (char c : text.toCharArray()) {
      int known = "\"\\\n\r\t\b\f".indexOf(c);
      if (known >= 0) {
        out.append('\\').append("\"\\nrtbf".charAt(known));
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
