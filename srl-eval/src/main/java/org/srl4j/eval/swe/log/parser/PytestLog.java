package org.srl4j.eval.swe.log.parser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestStatus;

/**
 * Pytest's summary, {@code PASSED path::test}. What else counts, and what of a line is the id,
 * differs by repository.
 *
 * @param form which rules
 */
record PytestLog(Form form) implements LogParser {
  private static final Pattern COLOUR = PythonText.pattern("\\[(\\d+)m");
  private static final Pattern CONTROL = PythonText.pattern("[\u0001-\u001f]");
  private static final Pattern COUNT = PythonText.pattern("\\[\\d+\\]");
  private static final Pattern FAILED_COUNT = PythonText.pattern("FAILED\\s*\\[.*?\\]");

  /** Which rules. */
  enum Form {
    /** Ids end at their first blank. */
    PLAIN(line -> line),
    /** The same, and a path in the option of a test is cut to its last part. */
    OPTIONS(line -> line),
    /** The same as the plain rules, with mouse buttons by number. */
    MATPLOTLIB(line -> line.replace("MouseButton.LEFT", "1").replace("MouseButton.RIGHT", "3")),
    /**
     * SWE-Gym's for pydantic: no colours, no count behind FAILED, {@code path::test PASSED} too.
     */
    PYDANTIC(line -> FAILED_COUNT.matcher(plain(line)).replaceAll("FAILED")),
    /** The harness's second parser: no colours, whole ids, {@code path::test PASSED} too. */
    WHOLE_IDS(PytestLog::plain);

    private final UnaryOperator<String> prepared;

    Form(UnaryOperator<String> prepared) {
      this.prepared = prepared;
    }
  }

  @Override
  public Map<String, TestStatus> parse(String log) {
    Map<String, TestStatus> tests = new LinkedHashMap<>();
    for (String raw : PythonText.lines(log)) {
      String line = form.prepared.apply(raw);
      if (names().stream().anyMatch(line::startsWith)) {
        summary(line, tests);
      } else if (form.compareTo(Form.PYDANTIC) >= 0 && names().stream().anyMatch(line::endsWith)) {
        verbose(PythonText.words(line), tests);
      }
    }
    return tests;
  }

  /** The words of pytest, as the harness knows them. */
  static List<String> names() {
    return List.of("FAILED", "PASSED", "SKIPPED", "ERROR", "XFAIL");
  }

  /** Without colours ({@code ESC [31m}) and other control characters. */
  private static String plain(String line) {
    return CONTROL.matcher(COLOUR.matcher(line).replaceAll("")).replaceAll("");
  }

  private void summary(String line, Map<String, TestStatus> tests) {
    boolean whole = form == Form.WHOLE_IDS;
    String shown = line;
    if (line.startsWith("FAILED")) {
      int message = line.indexOf(" - ");
      shown = !whole ? line.replace(" - ", " ") : message < 0 ? line : line.substring(0, message);
    }
    List<String> words = PythonText.words(shown);
    if (words.size() < 2 || isSkipCount(words)) {
      return;
    }
    String id = whole ? String.join(" ", words.subList(1, words.size())) : words.get(1);
    tests.put(form == Form.OPTIONS ? shortOption(id) : id, status(words.get(0)));
  }

  /** {@code SKIPPED [3] path:12: reason} names no test. */
  private boolean isSkipCount(List<String> words) {
    return form != Form.PYDANTIC
        && words.get(0).equals("SKIPPED")
        && COUNT.matcher(words.get(1)).matches();
  }

  private void verbose(List<String> words, Map<String, TestStatus> tests) {
    int last = words.size() - 1;
    if (last < 1) {
      return;
    }
    if (form == Form.WHOLE_IDS) {
      tests.put(String.join(" ", words.subList(0, last)), status(words.get(last)));
    } else {
      tests.put(words.get(0), status(words.get(1)));
    }
  }

  private static TestStatus status(String word) {
    return TestStatus.ofWord(word).orElse(TestStatus.UNKNOWN);
  }

  private static String shortOption(String id) {
    int open = id.indexOf('[');
    int close = id.lastIndexOf(']');
    if (open < 0 || close < open) {
      return id;
    }
    String option = id.substring(open + 1, close);
    boolean path = option.startsWith("/") && !option.startsWith("//") && !option.contains("*");
    String shown = path ? option.substring(option.lastIndexOf('/')) : option;
    return id.substring(0, open) + "[" + shown + "]";
  }
}
