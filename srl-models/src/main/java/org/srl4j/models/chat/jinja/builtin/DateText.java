package org.srl4j.models.chat.jinja.builtin;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.srl4j.models.chat.jinja.token.TemplateException;

/** Python's {@code strftime} in the C locale, of a time without a zone. */
final class DateText {
  private static final String KNOWN = "aAbBcCdDeFgGhHIjklmMnpPrRStTuUVwWxXyYzZf%";

  /** Those that stand for others. */
  private static final String COMPOSED = "cDFrRTxXh";

  private static final String[] COMPOSITIONS = {
    "%a %b %e %H:%M:%S %Y",
    "%m/%d/%y",
    "%Y-%m-%d",
    "%I:%M:%S %p",
    "%H:%M",
    "%H:%M:%S",
    "%m/%d/%y",
    "%H:%M:%S",
    "%b"
  };

  private DateText() {}

  static String of(LocalDateTime time, String format) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      if (format.charAt(i) != '%') {
        out.append(format.charAt(i));
        continue;
      }
      boolean flagged = i + 1 < format.length() && "-_0^".indexOf(format.charAt(i + 1)) >= 0;
      char flag = flagged ? format.charAt(++i) : ' ';
      i++;
      if (i >= format.length() || KNOWN.indexOf(format.charAt(i)) < 0) {
        String part = i < format.length() ? format.substring(i, i + 1) : "";
        throw new TemplateException(
            "strftime_now: '%" + part + "' is not known; use one of " + KNOWN);
      }
      out.append(flagged(flag, part(time, format.charAt(i))));
    }
    return out.toString();
  }

  /** GNU's flags: no padding, blanks or zeros for it, capitals. */
  private static String flagged(char flag, String text) {
    if (flag == '^') {
      return text.toUpperCase(Locale.ROOT);
    }
    int first = 0;
    while (first < text.length() - 1 && " 0".indexOf(text.charAt(first)) >= 0) {
      first++;
    }
    String padding = flag == '-' ? "" : (flag == '_' ? " " : "0").repeat(first);
    return flag == ' ' ? text : padding + text.substring(first);
  }

  private static String part(LocalDateTime time, char kind) {
    int composed = COMPOSED.indexOf(kind);
    if (composed >= 0) {
      return of(time, COMPOSITIONS[composed]);
    }
    return switch (kind) {
      case 'a' -> formatted(time, "EEE");
      case 'A' -> formatted(time, "EEEE");
      case 'b' -> formatted(time, "MMM");
      case 'B' -> formatted(time, "MMMM");
      case 'p' -> time.getHour() < 12 ? "AM" : "PM";
      case 'P' -> time.getHour() < 12 ? "am" : "pm";
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'z', 'Z' -> "";
      case '%' -> "%";
      case 'f' -> String.format("%06d", time.getNano() / 1000);
      case 'e' -> String.format("%2d", time.getDayOfMonth());
      case 'k' -> String.format("%2d", time.getHour());
      case 'l' -> String.format("%2d", hour12(time));
      case 'j' -> String.format("%03d", time.getDayOfYear());
      case 'u' -> "" + time.getDayOfWeek().getValue();
      case 'w' -> "" + time.getDayOfWeek().getValue() % 7;
      case 'Y' -> "" + time.getYear();
      case 'G' -> "" + time.get(IsoFields.WEEK_BASED_YEAR);
      default -> String.format("%02d", twoDigits(time, kind));
    };
  }

  private static int hour12(LocalDateTime time) {
    return (time.getHour() + 11) % 12 + 1;
  }

  private static int twoDigits(LocalDateTime time, char kind) {
    int sundays = time.getDayOfWeek().getValue() % 7;
    int mondays = time.getDayOfWeek().getValue() - 1;
    return switch (kind) {
      case 'd' -> time.getDayOfMonth();
      case 'm' -> time.getMonthValue();
      case 'y' -> time.getYear() % 100;
      case 'C' -> time.getYear() / 100;
      case 'g' -> time.get(IsoFields.WEEK_BASED_YEAR) % 100;
      case 'H' -> time.getHour();
      case 'I' -> hour12(time);
      case 'M' -> time.getMinute();
      case 'S' -> time.getSecond();
      case 'V' -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case 'U' -> (time.getDayOfYear() + 6 - sundays) / 7;
      default -> (time.getDayOfYear() + 6 - mondays) / 7;
    };
  }

  private static String formatted(LocalDateTime time, String pattern) {
    return time.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
  }
}
