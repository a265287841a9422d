package org.srl4j.eval.swe.log.parser;

import static org.srl4j.eval.swe.log.TestStatus.FAILED;
import static org.srl4j.eval.swe.log.TestStatus.PASSED;
import static org.srl4j.eval.swe.log.TestStatus.SKIPPED;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestStatus;
import org.srl4j.eval.swe.log.parser.PytestLog.Form;
import org.srl4j.eval.swe.log.parser.SearchLog.Kind;

/** The parsers, by name. */
final class ParserTable {
  /** Of rows of SWE-rebench, whose parsers of the same name differ where they are not listed. */
  private static final String REBENCH = "rebench:";

  private static final Pattern NOTHING = Pattern.compile("(?!)");
  private static final Pattern TERMINAL =
      Pattern.compile("\u001b(?:[@-Z\\\\-_]|\\[[0-?]*[ -/]*[@-~])");

  private ParserTable() {}

  static Map<String, LogParser> all() {
    Map<String, LogParser> parsers = new TreeMap<>(python());
    parsers.putAll(compiled());
    parsers.putAll(scripts());
    parsers.putAll(javascript());
    parsers.putAll(browsers());
    return parsers;
  }

  /** Python. */
  private static Map<String, LogParser> python() {
    Map<String, LogParser> parsers = new TreeMap<>();
    put(parsers, Form.PLAIN, "pytest", "astroid", "flask", "marshmallow", "pvlib", "pyvista");
    put(parsers, Form.PLAIN, "sqlfluff", "xarray");
    put(parsers, Form.OPTIONS, "pytest_options", "pydicom", "requests", "pylint");
    put(parsers, Form.WHOLE_IDS, "pytest_v2", "astropy", "scikit", "sphinx");
    put(parsers, Form.MATPLOTLIB, "matplotlib");
    put(parsers, Form.PYDANTIC, "pytest_pydantic");
    parsers.put("parse_log_pytest_verbose", new VerboseLog());
    parsers.put("parse_log_django", new DjangoLog());
    parsers.put("parse_log_seaborn", new SeabornLog());
    parsers.put("parse_log_sympy", new SympyLog());
    for (String same : List.of("pytest", "pytest_options", "matplotlib", "django")) {
      parsers.put(REBENCH + "parse_log_" + same, parsers.get("parse_log_" + same));
    }
    return parsers;
  }

  private static void put(Map<String, LogParser> parsers, Form form, String... names) {
    for (String name : names) {
      parsers.put("parse_log_" + name, new PytestLog(form));
    }
  }

  /** C, Go, Java, Rust. */
  private static Map<String, LogParser> compiled() {
    String redis = "\\]:\\s(?<test>.+?)%s(?:\\s\\((\\d+\\s*m?s)\\))?$";
    Pattern error =
        PythonText.pattern("\\[(?<status>err)" + redis.formatted("(?:\\s+in\\s+\\S+)?"));
    Pattern other = PythonText.pattern("\\[(?<status>ok|err|skip|ignore)" + redis.formatted(""));
    Map<String, TestStatus> redisWords =
        Map.of("ok", PASSED, "err", FAILED, "skip", SKIPPED, "ignore", SKIPPED);
    return Map.of(
        "parse_log_redis",
        new LineLog(true, List.of(error, other), redisWords),
        "parse_log_jq",
        LineLog.of("(?<status>PASS|FAIL):\\s(?<test>.+)$", words("PASS", "FAIL")),
        "parse_log_micropython_test",
        LineLog.of("(?<status>pass|FAIL|skip)\\s+(?<test>.+)$", words("pass", "FAIL", "skip")),
        "parse_log_googletest",
        LineLog.of(
            ".*\\[\\s*(?<status>OK|FAILED)\\s*\\]\\s(?<test>.*)\\s\\(.*\\)$",
            words("OK", "FAILED")),
        "parse_log_gotest",
        LineLog.of(
            "--- (?<status>PASS|FAIL|SKIP): (?<test>.+) \\((.+)\\)$",
            words("PASS", "FAIL", "SKIP")),
        "parse_log_maven",
        new MavenLog(),
        "parse_log_ant",
        LineLog.of(
            "\\[junit\\]\\s+\\[(?<status>PASS|FAIL|ERR)\\]\\s+(?<test>.*)$",
            Map.of("PASS", PASSED, "FAIL", FAILED, "ERR", FAILED)),
        "parse_log_gradle_custom",
        new GradleLog(),
        "parse_log_cargo",
        LineLog.of(
            "test\\s+(?<test>\\S+)\\s+\\.\\.\\.\\s+(?<status>\\w+)$", words("ok", "FAILED")));
  }

  /** PHP and Ruby. */
  private static Map<String, LogParser> scripts() {
    return Map.of(
        "parse_log_phpunit",
        new PhpUnitLog(),
        "parse_log_minitest",
        LineLog.of(
            "(?<test>.+)\\. .*=.*(?<status>\\.|F|E).*$",
            Map.of(".", PASSED, "F", FAILED, "E", FAILED)),
        "parse_log_cucumber",
        LineLog.of("(?<test>.*) \\.+(?<status>\\.|F)", words(".", "F")),
        "parse_log_ruby_unit",
        LineLog.of(
            "(?:test: )?(?<test>.+):\\s+(?<status>\\.|E\\b|F\\b|O\\b)",
            Map.of(".", PASSED, "E", FAILED, "F", FAILED, "O", SKIPPED)),
        "parse_log_rspec_transformed_json",
        LineLog.of("(?<test>.+) - (?<status>passed|failed)", words("passed", "failed")));
  }

  /** JavaScript's runners that name every test. */
  private static Map<String, LogParser> javascript() {
    LogParser files = new LineLog(false, fileForms(), words("PASS", "FAIL"));
    return Map.of(
        "parse_log_jest",
        LineLog.of(
            "(?<status>✓|✕|○)\\s\\s*(?<test>\\S.*?)\\s*(?:\\s\\((\\d+\\s*m?s)\\))?$",
            words("✓", "✕", "○")),
        "parse_log_jest_json",
        LineLog.of("\\[(?<status>PASSED|FAILED)\\]\\s(?<test>.+)$", words("PASSED", "FAILED")),
        "parse_log_vitest",
        LineLog.of(
            "(?<status>✓|×|↓)\\s(?<test>.+?)(?:\\s(\\d+\\s*m?s?|\\[skipped\\]))?$",
            words("✓", "×", "↓")),
        "parse_log_tap",
        LineLog.of("(?<status>ok|not ok) (\\d+) (?<test>.+)$", words("ok", "not ok")),
        "parse_log_karma",
        new KarmaLog(),
        "parse_log_highlightjs",
        new MochaLog(),
        "parse_log_carbon",
        files,
        "parse_log_react_pdf",
        files,
        "parse_log_grommet",
        files("[^\\S\\n]*(.*?)(?:\\s\\([\\d.]+\\s?(?:ms|s)\\))?[^\\S\\n]*$"),
        "parse_log_emotion",
        files("[^\\S\\n]*(.*?)[^\\S\\n]*$"));
  }

  /** {@code PASS file}, perhaps with a time in brackets, which is no part of the name. */
  private static List<Pattern> fileForms() {
    return List.of("\\s\\([\\d.]+ms\\)", "\\s\\([\\d.]+\\ss\\)", "\\s\\([\\d.]+s\\)", "").stream()
        .map(time -> PythonText.pattern("(?<status>PASS|FAIL)\\s(?<test>.*)" + time))
        .toList();
  }

  private static SearchLog files(String name) {
    return new SearchLog(
        NOTHING,
        List.of(
            new Kind(lines("^FAIL\\s" + name), FAILED),
            new Kind(lines("^PASS\\s" + name), PASSED)));
  }

  /** Runners that print failures alone. */
  private static Map<String, LogParser> browsers() {
    String chart = "Chrome\\s[\\d.]+[^\\S\\r\\n]\\(.+?\\)[^\\S\\r\\n](.*)FAILED$";
    List<String> bpmn =
        List.of(
            "2KPhantomJS\\s[\\d.]+\\s\\(Linux\\s[\\d.]+\\)\\s(.*)FAILED\\n",
            "2KPhantomJS\\s[\\d.]+\\s\\(Linux\\sx86_64\\)\\s(.*)FAILED\\n",
            "Chrome\\sHeadless\\s.*\\s\\(Linux\\sx86_64\\)\\s(.*)FAILED\\n",
            "HeadlessChrome\\s[\\d.]+\\s\\(Linux\\s[\\d.]+\\)\\s(.*)FAILED\\n");
    return Map.of(
        "parse_log_chart_js",
        new SearchLog(TERMINAL, List.of(new Kind(lines(chart), FAILED))),
        "parse_log_marked",
        new SearchLog(
            NOTHING,
            List.of(new Kind(lines("^\\d+\\)[^\\S\\n][^\\S\\n]*(.*?)[^\\S\\n]*$"), FAILED))),
        "parse_log_bpmn_js",
        new SearchLog(NOTHING, bpmn.stream().map(form -> new Kind(lines(form), FAILED)).toList()));
  }

  private static Pattern lines(String regex) {
    return PythonText.pattern("(?m)" + regex);
  }

  private static Map<String, TestStatus> words(String passed, String failed) {
    return Map.of(passed, PASSED, failed, FAILED);
  }

  private static Map<String, TestStatus> words(String passed, String failed, String skipped) {
    return Map.of(passed, PASSED, failed, FAILED, skipped, SKIPPED);
  }
}
