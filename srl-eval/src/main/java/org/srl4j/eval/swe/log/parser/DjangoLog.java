package org.srl4j.eval.swe.log.parser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestStatus;

/**
 * Django's own runner: {@code test_x (module.Class) ... ok}. What a test prints may stand between
 * its name and the verdict, which then comes at the start of a later line.
 */
record DjangoLog() implements LogParser {
  private static final String VERSION = "--version is equivalent to version";
  private static final List<String> PASSING = List.of(" ... ok", " ... OK", " ...  OK");
  private static final String MIGRATION =
      "Applying sites.0002_alter_domain_unique...test_no_migrations";
  private static final Pattern INSTALLED = late("Testing against Django installed in ");
  private static final Pattern SILENCED =
      Pattern.compile(" silenced\\)\\.\nok$", Pattern.MULTILINE | Pattern.UNIX_LINES);
  private static final List<Pattern> LATE =
      List.of(
          late("Internal Server Error: /(.*)/\nok$"),
          late("System check identified no issues \\(0 silenced\\)\nok$"));

  private static Pattern late(String printed) {
    return Pattern.compile(
        "^(.*?)\\s\\.\\.\\.\\s" + printed,
        Pattern.MULTILINE | Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS);
  }

  @Override
  public Map<String, TestStatus> parse(String log) {
    Map<String, TestStatus> tests = new LinkedHashMap<>();
    String open = null;
    for (String raw : PythonText.lines(log)) {
      String line = PythonText.strip(raw);
      if (line.contains(VERSION)) {
        tests.put(VERSION, TestStatus.PASSED);
      }
      if (line.contains(" ... ")) {
        open = line.substring(0, line.indexOf(" ... "));
      }
      read(line, tests);
      if (line.startsWith("ok") && open != null) {
        tests.put(open, TestStatus.PASSED);
      }
    }
    silenced(log, tests);
    LATE.forEach(
        pattern ->
            pattern
                .matcher(log)
                .results()
                .forEach(found -> tests.put(found.group(1), TestStatus.PASSED)));
    return tests;
  }

  private static void read(String line, Map<String, TestStatus> tests) {
    String rest = line;
    for (String suffix : PASSING) {
      if (line.endsWith(suffix)) {
        if (line.startsWith(MIGRATION)) {
          rest = PythonText.strip(line.substring(line.indexOf("...") + 3));
        }
        tests.put(cutLast(rest, suffix), TestStatus.PASSED);
        break;
      }
    }
    before(rest, " ... skipped", TestStatus.SKIPPED, tests, true);
    before(rest, " ... FAIL", TestStatus.FAILED, tests, false);
    before(rest, " ... ERROR", TestStatus.ERROR, tests, false);
    after(rest, "FAIL:", TestStatus.FAILED, tests);
    after(rest, "ERROR:", TestStatus.ERROR, tests);
  }

  private static String cutLast(String line, String suffix) {
    int at = line.lastIndexOf(suffix);
    return at < 0 ? line : line.substring(0, at);
  }

  private static void before(
      String line, String mark, TestStatus status, Map<String, TestStatus> tests, boolean inside) {
    if (inside ? line.contains(mark) : line.endsWith(mark)) {
      tests.put(line.substring(0, line.indexOf(mark)), status);
    }
  }

  private static void after(
      String line, String mark, TestStatus status, Map<String, TestStatus> tests) {
    List<String> words = PythonText.words(line);
    if (line.startsWith(mark) && words.size() > 1) {
      tests.put(words.get(1), status);
    }
  }

  /** A test that is interrupted by the list of installed parts, which may take many lines. */
  private static void silenced(String log, Map<String, TestStatus> tests) {
    Matcher head = INSTALLED.matcher(log);
    Matcher end = SILENCED.matcher(log);
    int from = 0;
    boolean ended = end.find();
    while (ended && head.find(from)) {
      while (ended && end.start() < head.end()) {
        ended = end.find();
      }
      if (ended) {
        tests.put(head.group(1), TestStatus.PASSED);
        from = end.end();
      }
    }
  }
}
