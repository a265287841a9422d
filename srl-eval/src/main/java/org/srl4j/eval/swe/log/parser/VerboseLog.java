package org.srl4j.eval.swe.log.parser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestStatus;

/**
 * Pytest of repositories that SWE-bench does not know, as SWE-smith's: {@code path::test PASSED [
 * 50%]} while it runs, {@code [gw0] [ 50%] PASSED path::test} in parallel, {@code PASSED
 * path::test} in the summary. Ids are whole, blanks included; colours and control characters are
 * removed. An id holds {@code ::}, or is a file that could not be collected.
 */
record VerboseLog() implements LogParser {
  private static final String STATUS = "(FAILED|PASSED|SKIPPED|ERROR|XFAIL)";
  private static final Pattern NOISE =
      PythonText.pattern("\u001b?\\[\\d{1,3}(?:;\\d{1,3})*m|[\u0001-\u0008\u000b-\u001f]");
  private static final Pattern FIRST =
      PythonText.pattern("(?:\\[gw\\d+\\]\\s(?:\\[\\s*\\d+%\\]\\s)?)?" + STATUS + "\\s(.*)");
  private static final Pattern LAST =
      PythonText.pattern("\\s" + STATUS + "(?:\\s\\(.*\\))?(?:\\s+\\[\\s*\\d+%\\])?$");

  @Override
  public Map<String, TestStatus> parse(String log) {
    Map<String, TestStatus> tests = new LinkedHashMap<>();
    for (String raw : PythonText.lines(log)) {
      String line = PythonText.strip(NOISE.matcher(raw).replaceAll(""));
      Matcher first = FIRST.matcher(line);
      Matcher last = LAST.matcher(line);
      if (first.matches()) {
        put(withoutMessage(first.group(2), first.group(1)), first.group(1), tests);
      } else if (last.find()) {
        put(line.substring(0, last.start()), last.group(1), tests);
      } else {
        firstWords(PythonText.words(line), tests);
      }
    }
    return tests;
  }

  /** A line with something else behind the verdict. */
  private static void firstWords(List<String> words, Map<String, TestStatus> tests) {
    if (words.size() > 1 && TestStatus.ofWord(words.get(1)).isPresent()) {
      put(words.get(0), words.get(1), tests);
    }
  }

  private static String withoutMessage(String id, String status) {
    int message = id.indexOf(" - ");
    boolean told = List.of("FAILED", "ERROR", "XFAIL").contains(status);
    return told && message >= 0 ? id.substring(0, message) : id;
  }

  private static void put(String written, String status, Map<String, TestStatus> tests) {
    String id = PythonText.strip(written);
    boolean uncollected = status.equals("ERROR") && id.endsWith(".py");
    if (id.contains("::") || uncollected) {
      Optional<TestStatus> known = TestStatus.ofWord(status);
      tests.put(id, known.orElseThrow());
    }
  }
}
