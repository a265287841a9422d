package org.srl4j.eval.swe.log.parser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestStatus;

/**
 * A runner that prints a line a test.
 *
 * @param stripped whether lines are read without the blanks around them
 * @param forms of such a line, from its start; the first that fits counts. Group {@code status} is
 *     the verdict, group {@code test} the id
 * @param verdicts what the words of the verdict mean; a line with another word is no result
 */
record LineLog(boolean stripped, List<Pattern> forms, Map<String, TestStatus> verdicts)
    implements LogParser {

  /** Copies the parts. */
  LineLog {
    forms = List.copyOf(forms);
    verdicts = Map.copyOf(verdicts);
  }

  /** Lines of one form, without the blanks around them. */
  static LineLog of(String form, Map<String, TestStatus> verdicts) {
    return new LineLog(true, List.of(PythonText.pattern(form)), verdicts);
  }

  @Override
  public Map<String, TestStatus> parse(String log) {
    Map<String, TestStatus> tests = new LinkedHashMap<>();
    for (String raw : PythonText.lines(log)) {
      read(stripped ? PythonText.strip(raw) : raw, tests);
    }
    return tests;
  }

  private void read(String line, Map<String, TestStatus> tests) {
    for (Pattern form : forms) {
      Matcher result = form.matcher(line);
      if (result.lookingAt()) {
        TestStatus status = verdicts.get(result.group("status"));
        if (status != null) {
          tests.put(result.group("test"), status);
        }
        return;
      }
    }
  }
}
