package org.srl4j.eval.swe.mini;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Templates of the repositories of one domain.
 *
 * <p>The text of a family begins with lines {@code name: value | value}, or {@code name: 3..9} for
 * whole numbers, which may use {@code ${other}} names above them; then come files, each below
 * {@code === path}. In paths and texts {@code ${name}} stands for the value drawn, and {@code
 * ${n+1}}, {@code ${n-m}} or {@code ${2*n}} for a number worked out.
 *
 * @param name of the family
 * @param choices values by name
 * @param files templates by path, itself a template
 */
public record Family(String name, Map<String, List<String>> choices, Map<String, String> files) {
  private static final String COMMON = "common";
  private static final List<String> NAMES =
      List.of("interval", "wrap", "stock", "ledger", "matrix", "heap", "roman", "dates", "formula");
  private static final String FILE = "=== ";
  private static final Pattern RANGE = Pattern.compile("(\\d+)\\.\\.(\\d+)");
  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)(?:([+*-])(\\w+))?}");

  /** Copies both. */
  public Family {
    choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** All families. */
  public static List<Family> all() {
    Family common = read(COMMON);
    return NAMES.stream().map(Family::read).map(family -> family.with(common)).toList();
  }

  private Family with(Family common) {
    Map<String, String> all = new LinkedHashMap<>(common.files);
    all.putAll(files);
    return new Family(name, choices, all);
  }

  private static Family read(String name) {
    try (InputStream in = Family.class.getResourceAsStream(name + ".txt")) {
      if (in == null) {
        throw new FileNotFoundException("family " + name);
      }
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a family.
   *
   * @param text as the class describes it
   */
  static Family parse(String name, String text) {
    Map<String, List<String>> choices = new LinkedHashMap<>();
    Map<String, String> files = new LinkedHashMap<>();
    String path = null;
    for (String line : text.split("\n")) {
      if (line.startsWith(FILE)) {
        path = line.substring(FILE.length());
      } else if (path != null) {
        files.merge(path, line + "\n", String::concat);
      } else {
        int colon = line.indexOf(": ");
        choices.put(line.substring(0, colon), values(line.substring(colon + 2)));
      }
    }
    return new Family(name, choices, files);
  }

  private static List<String> values(String text) {
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      int first = Integer.parseInt(range.group(1));
      return IntStream.rangeClosed(first, Integer.parseInt(range.group(2)))
          .mapToObj(Integer::toString)
          .toList();
    }
    return List.of(text.split(" \\| "));
  }

  /** How many different projects there are at most. */
  public long size() {
    return choices.values().stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
  }

  /**
   * A project.
   *
   * @param random draws a value for every name
   */
  public Project draw(Random random) {
    Map<String, String> values = new LinkedHashMap<>();
    choices.forEach((choice, from) -> values.put(choice, from.get(random.nextInt(from.size()))));
    values.replaceAll((choice, value) -> fill(value, values));
    Map<String, String> filled = new LinkedHashMap<>();
    files.forEach((path, text) -> filled.put(fill(path, values), fill(text, values)));
    return new Project(name, List.copyOf(values.values()), filled);
  }

  private static String fill(String template, Map<String, String> values) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(value(place, values)));
  }

  private static String value(MatchResult place, Map<String, String> values) {
    String first = values.getOrDefault(place.group(1), place.group(1));
    if (place.group(2) == null) {
      return first;
    }
    int a = Integer.parseInt(first);
    int b = Integer.parseInt(values.getOrDefault(place.group(3), place.group(3)));
    return switch (place.group(2)) {
      case "+" -> Integer.toString(a + b);
      case "-" -> Integer.toString(a - b);
      default -> Integer.toString(a * b);
    };
  }
}
