package org.srl4j.eval.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One HTML file with style and charts inside, nothing loaded from elsewhere, written from top to
 * bottom.
 *
 * <p>Every text is escaped; the content security policy of the page forbids scripts and the network
 * as a second line.
 */
public final class HtmlDocument {
  private static final String STYLE = "report.css";

  private final StringBuilder page = new StringBuilder();
  private final Map<String, String> anchors = new HashMap<>();

  /**
   * A page with its heading.
   *
   * @param title heading and name of the window
   */
  public HtmlDocument(String title) {
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .append(" img-src data:; style-src 'unsafe-inline'\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    element("title", title);
    page.append("<style>\n").append(style()).append("</style>\n</head>\n<body>\n<main>\n");
    element("h1", title);
  }

  /** The whole page. */
  @Override
  public String toString() {
    return page + "</main>\n</body>\n</html>\n";
  }

  /**
   * Links headings and cells that are one of these words, in any case and with or without a unit,
   * to {@link #glossary}; {@code pass@k} stands for any number.
   */
  public void link(Set<String> words) {
    for (String word : words) {
      anchors.put(key(word), "word-" + anchors.size());
    }
  }

  /** The words that were linked, with their meaning. */
  public void glossary(Map<String, String> words) {
    element("h2", "Glossary");
    page.append("<dl>\n");
    words.forEach(
        (word, meaning) -> {
          page.append("<dt id=\"").append(anchors.get(key(word))).append("\">");
          page.append(escape(word)).append("</dt>\n");
          element("dd", meaning);
        });
    page.append("</dl>\n");
  }

  private static String key(String text) {
    return text.toLowerCase(Locale.ROOT).replaceFirst(", %$", "").replaceFirst("@\\d+$", "@k");
  }

  /** Escaped, and a link if it is a word of the glossary. Intervals are not broken. */
  private String linked(String text) {
    String unbroken =
        escape(text).replaceAll(", (?=-?[0-9.]+\\])", ",\u00a0").replace(" ± ", "\u00a0±\u00a0");
    String anchor = anchors.get(key(text));
    return anchor == null ? unbroken : "<a href=\"#" + anchor + "\">" + unbroken + "</a>";
  }

  /** A paragraph that stands out. */
  public void lead(String text) {
    page.append("<p class=\"lead\">").append(escape(text)).append("</p>\n");
  }

  /** What a reader must know; nothing for an empty list. */
  public void notes(List<String> notes) {
    if (!notes.isEmpty()) {
      page.append("<section class=\"notes\">\n");
      element("h2", "Notes");
      bullets(notes);
      page.append("</section>\n");
    }
  }

  /** A list with bullets. */
  public void bullets(List<String> items) {
    page.append("<ul>\n");
    items.forEach(item -> element("li", item));
    page.append("</ul>\n");
  }

  /** A table below a heading such as {@code h2}; without rows "None." */
  public void table(Table table, String heading) {
    page.append('<').append(heading).append('>').append(linked(table.title()));
    page.append("</").append(heading).append(">\n");
    if (table.rows().isEmpty()) {
      element("p", "None.");
      return;
    }
    if (!table.note().isEmpty()) {
      page.append("<p class=\"note\">").append(escape(table.note())).append("</p>\n");
    }
    page.append("<div class=\"scroll\">\n<table>\n<thead>\n");
    row(table.header(), "th");
    page.append("</thead>\n<tbody>\n");
    table.rows().forEach(cells -> row(cells, "td"));
    page.append("</tbody>\n</table>\n</div>\n");
  }

  private void row(List<String> cells, String cell) {
    page.append("<tr>");
    for (String text : cells) {
      page.append('<').append(cell).append('>').append(linked(text));
      page.append("</").append(cell).append('>');
    }
    page.append("</tr>\n");
  }

  /**
   * A chart, or what to say when there is none.
   *
   * @param png {@link Charts#WIDTH} times {@link Charts#HEIGHT} pixels
   * @param description for those who do not see it
   */
  public void image(Optional<byte[]> png, String description, String otherwise) {
    if (png.isEmpty()) {
      element("p", otherwise);
      return;
    }
    page.append("<figure><img alt=\"").append(escape(description)).append("\" width=\"");
    page.append(Charts.WIDTH).append("\" height=\"").append(Charts.HEIGHT);
    page.append("\" src=\"data:image/png;base64,");
    page.append(Base64.getEncoder().encodeToString(png.get())).append("\"></figure>\n");
  }

  /** A part that is closed at first. */
  public void details(String summary, Runnable body) {
    page.append("<details>\n");
    element("summary", summary);
    body.run();
    page.append("</details>\n");
  }

  /** Text with its lines and blanks. */
  public void pre(String text) {
    element("pre", text);
  }

  /** An element that holds a text. */
  public void element(String name, String text) {
    page.append('<').append(name).append('>').append(escape(text));
    page.append("</").append(name).append(">\n");
  }

  /** Makes text safe between tags and inside double-quoted attributes. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String style() {
    try (InputStream css = HtmlDocument.class.getResourceAsStream(STYLE)) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError("the style sheet is a resource of this package", e);
    }
  }
}
