package org.srl4j.eval.swe.patch;

import java.util.ArrayList;
import java.util.List;

/** Lines of a text with their line feeds, so that joining them gives the text again. */
final class TextLines {
  private TextLines() {}

  /** The lines; the last one has no line feed if the text has none at its end. */
  static List<String> of(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.add(text.substring(start, end + 1));
      start = end + 1;
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }
}
