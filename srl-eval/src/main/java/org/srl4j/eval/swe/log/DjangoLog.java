package org.srl4j.eval.swe.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Django's own runner: {@code test_x (module.Class) ... ok}. What a test prints may stand between
 * its name and the verdict, which then comes at the start of a later line.
 */
public record DjangoLog() implements LogParser {
  private static final String VERSION = "--version is equivalent to version";
  private static final List<String> PASSING = List.of(" ... ok", " ... OK", " ...  OK");
  private static final String MIGRATION =
      "Applying sites.0002_alter_domain_unique...test_no_migrations";

  @Override
  public Map<String, TestStatus> parse(String log) {
    Map<String, TestStatus> tests = new LinkedHashMap<>();
    String open = null;
    for (String raw : log.split("\n", -1)) {
      String line = raw.strip();
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
    return tests;
  }

  private static void read(String line, Map<String, TestStatus> tests) {
    for (String suffix : PASSING) {
      if (line.endsWith(suffix)) {
        String test = line.substring(0, line.length() - suffix.length());
        boolean migration = test.startsWith(MIGRATION);
        tests.put(
            migration ? test.substring(test.indexOf("...") + 3).strip() : test, TestStatus.PASSED);
        break;
      }
    }
    before(line, " ... skipped", TestStatus.SKIPPED, tests, true);
    before(line, " ... FAIL", TestStatus.FAILED, tests, false);
    before(line, " ... ERROR", TestStatus.ERROR, tests, false);
    after(line, "FAIL:", TestStatus.FAILED, tests);
    after(line, "ERROR:", TestStatus.ERROR, tests);
  }

  private static void before(
      String line, String mark, TestStatus status, Map<String, TestStatus> tests, boolean inside) {
    if (inside ? line.contains(mark) : line.endsWith(mark)) {
      tests.put(line.substring(0, line.indexOf(mark)), status);
    }
  }

  private static void after(
      String line, String mark, TestStatus status, Map<String, TestStatus> tests) {
    String[] words = line.split("\\s+");
    if (line.startsWith(mark) && words.length > 1) {
      tests.put(words[1], status);
    }
  }
}
