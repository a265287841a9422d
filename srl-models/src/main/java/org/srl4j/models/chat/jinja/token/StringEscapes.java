package org.srl4j.models.chat.jinja.token;

/** Python's backslash escapes, without the names of Unicode characters. */
final class StringEscapes {
  private static final String SHORT = "\\'\"abfnrtv";
  private static final String MEANT = "\\'\"\u0007\b\f\n\r\t\u000B";

  private StringEscapes() {}

  static String resolve(String text, int line) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        out.append(c);
        continue;
      }
      char kind = text.charAt(++i);
      int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
      if (SHORT.indexOf(kind) >= 0) {
        out.append(MEANT.charAt(SHORT.indexOf(kind)));
      } else if (digits > 0) {
        out.appendCodePoint(hexadecimal(text, i + 1, digits, line));
        i += digits;
      } else if (kind >= '0' && kind <= '7') {
        int end = i + 1;
        while (end < text.length() && end < i + 3 && "01234567".indexOf(text.charAt(end)) >= 0) {
          end++;
        }
        out.appendCodePoint(Integer.parseInt(text.substring(i, end), 8));
        i = end - 1;
      } else if (kind != '\n') {
        out.append('\\').append(kind); // Python keeps what it does not know
      }
    }
    return out.toString();
  }

  private static int hexadecimal(String text, int from, int digits, int line) {
    int end = from + digits;
    if (end <= text.length() && text.substring(from, end).matches("[0-9a-fA-F]+")) {
      long code = Long.parseLong(text.substring(from, end), 16);
      if (code <= Character.MAX_CODE_POINT) {
        return (int) code;
      }
    }
    throw new TemplateException(line, "a string has a malformed escape");
  }
}
