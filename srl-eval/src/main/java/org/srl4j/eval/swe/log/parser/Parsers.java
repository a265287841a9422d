package org.srl4j.eval.swe.log.parser;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.srl4j.eval.swe.log.LogParser;

/**
 * Which parser reads which log: by the name that a row gives in {@code log_parser}, as rows of
 * SWE-bench 5 do, else by repository, as the harness of version 4 did.
 */
public final class Parsers {
  private static final String PREFIX = "parse_log_";
  private static final String TABLE = "repositories.properties";
  private static final int SHOWN = 60;
  private static final String MINITEST = PREFIX + "minitest";
  private static final String CUCUMBER = PREFIX + "cucumber";
  private static final Map<String, LogParser> BY_NAME = ParserTable.all();
  private static final Map<String, String> BY_REPOSITORY = byRepository();

  /** Two repositories changed their runner: by parser, then by the number of the instance. */
  private static final Map<String, Map<String, String>> BY_INSTANCE =
      Map.of(
          PREFIX + "immutable_js",
          Map.of("2006", PREFIX + "jest", "2005", PREFIX + "jest_json"),
          PREFIX + "jekyll",
          Map.of(
              "9141", MINITEST, "8047", MINITEST, "8167", MINITEST, "8761", CUCUMBER, "8771",
              CUCUMBER));

  private Parsers() {}

  private static Map<String, String> byRepository() {
    Properties table = new Properties();
    try (Reader in =
        new InputStreamReader(Parsers.class.getResourceAsStream(TABLE), StandardCharsets.UTF_8)) {
      table.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(TABLE, e);
    }
    Map<String, String> names = new TreeMap<>();
    for (String parser : table.stringPropertyNames()) {
      for (String repository : table.getProperty(parser).split("\\s+")) {
        names.put(repository.toLowerCase(Locale.ROOT), PREFIX + parser);
      }
    }
    return names;
  }

  /** The names that are known, in order. */
  public static List<String> names() {
    TreeSet<String> names = new TreeSet<>(BY_NAME.keySet());
    names.addAll(BY_INSTANCE.keySet());
    return List.copyOf(names);
  }

  /**
   * The parser of a name.
   *
   * @param name as rows have it, {@code parse_log_gotest}, or without the first two words
   * @param instance whose log it is: two repositories have runners that differ by instance
   * @throws IllegalArgumentException if there is none of this name
   */
  public static LogParser named(String name, String instance) {
    String written = name.strip();
    boolean bare = written.matches("\\w+") && !written.startsWith(PREFIX);
    String key = bare ? PREFIX + written : written;
    String number = instance.substring(instance.lastIndexOf('-') + 1);
    String chosen = BY_INSTANCE.getOrDefault(key, Map.of()).getOrDefault(number, key);
    LogParser parser = BY_NAME.get(chosen);
    if (parser == null) {
      throw new IllegalArgumentException(
          "log_parser: "
              + shown(written)
              + " is not known"
              + (BY_INSTANCE.containsKey(key)
                  ? " for the instance " + instance
                  : "; known are " + String.join(", ", names())));
    }
    return parser;
  }

  /** Some data sets have a whole program in this field. */
  private static String shown(String name) {
    String line = name.lines().findFirst().orElse("");
    boolean cut = line.length() > SHOWN || !line.equals(name);
    return "\"" + line.substring(0, Math.min(SHOWN, line.length())) + (cut ? "...\"" : "\"");
  }

  /**
   * The parser of a repository.
   *
   * @param repository e.g. {@code django/django}; letters' case does not matter
   * @param instance whose log it is
   * @return of a repository that is not known, a parser of pytest that keeps whole ids
   * @throws IllegalArgumentException if the repository's runner is one that cannot be read
   */
  public static LogParser ofRepository(String repository, String instance) {
    String name = BY_REPOSITORY.get(repository.toLowerCase(Locale.ROOT));
    return name == null ? new VerboseLog() : named(name, instance);
  }
}
