package org.srl4j.eval.swe.log.parser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestStatus;

/**
 * A runner whose results are looked for anywhere in the log, one kind after the other: a later kind
 * overrides an earlier one.
 *
 * @param noise what is removed first
 * @param kinds of results in order; group 1 is the id
 */
record SearchLog(Pattern noise, List<Kind> kinds) implements LogParser {

  /**
   * One kind of results.
   *
   * @param pattern of one result
   * @param status what it means
   */
  record Kind(Pattern pattern, TestStatus status) {}

  /** Copies the list. */
  SearchLog {
    kinds = List.copyOf(kinds);
  }

  @Override
  public Map<String, TestStatus> parse(String log) {
    Map<String, TestStatus> tests = new LinkedHashMap<>();
    String text = noise.matcher(log).replaceAll("");
    for (Kind kind : kinds) {
      kind.pattern()
          .matcher(text)
          .results()
          .forEach(found -> tests.put(found.group(1), kind.status()));
    }
    return tests;
  }
}
