package org.srl4j.eval.swe.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code test_output.txt} of SWE-bench's harness, read as its version 5.0.2 reads it. The tests'
 * part stands between two marks; if there is no result in it, the whole log is read, because
 * standard error may have come before or after the marks.
 */
public final class HarnessLog {
  /** The mark after which the tests' output begins. */
  public static final String START = ">>>>> Start Test Output";

  /** The mark before which it ends. */
  public static final String END = ">>>>> End Test Output";

  private static final List<String> FAULTS =
      List.of(
          ">>>>> Patch Apply Failed",
          ">>>>> Reset Failed",
          ">>>>> Tests Errored",
          ">>>>> Tests Timed Out");
  private static final int MARK = ">>>>> ".length();
  private static final Pattern EXIT_CODE = Pattern.compile(">>>>> Test Exit Code:\\s*(-?\\d+)");

  /** Signs that a runner which prints failures alone did run tests. */
  private static final Pattern SUITE_RAN =
      Pattern.compile(
          "Executed [1-9]\\d* of \\d+"
              + "|TOTAL: [1-9]\\d* (?:SUCCESS|FAILED)"
              + "|[1-9]\\d* passing"
              + "|Tests:\\s+[1-9]\\d*"
              + "|Test Suites:\\s+(?:\\d+ \\w+, )*+[1-9]\\d* total"
              + "|^# tests [1-9]\\d*"
              + "|[1-9]\\d* specs?, \\d+ failures?"
              + "|': ok$",
          Pattern.MULTILINE | Pattern.UNIX_LINES);

  private HarnessLog() {}

  /**
   * Reads a log's bytes.
   *
   * @param log what an instance's run printed; a fault if it is not UTF-8
   * @param parser for the tests' part
   */
  public static TestLog read(byte[] log, LogParser parser) {
    try {
      return read(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(log)).toString(), parser);
    } catch (CharacterCodingException e) {
      return TestLog.without(TestFault.unread("the log is not UTF-8"));
    }
  }

  /**
   * Reads a log.
   *
   * @param log what an instance's run printed
   * @param parser for the tests' part
   * @return a fault if the run says that it failed, if a mark or every result is missing, or if the
   *     test command ended with a code other than 0 and yet no result is a failure: such results
   *     may be forged
   */
  public static TestLog read(String log, LogParser parser) {
    String text = log.replace("\r\n", "\n").replace('\r', '\n');
    Optional<String> failed = FAULTS.stream().filter(text::contains).findFirst();
    if (failed.isPresent()) {
      return TestLog.without(TestFault.notRun(failed.get().substring(MARK)));
    }
    if (!text.contains(START) || !text.contains(END)) {
      return TestLog.without(
          TestFault.unread(
              "the log lacks the mark \"" + (text.contains(START) ? END : START) + "\""));
    }
    Map<String, TestStatus> tests = parser.parse(between(text));
    if (tests.isEmpty()) {
      tests = parser.parse(text);
    }
    if (tests.isEmpty() && !SUITE_RAN.matcher(text).find()) {
      return TestLog.without(
          TestFault.unread("the log holds no result that its parser understands"));
    }
    Optional<String> code = exitCode(text);
    if (code.isPresent()
        && !tests.isEmpty()
        && tests.values().stream().noneMatch(TestStatus::fails)) {
      return TestLog.without(
          TestFault.notRun(
              "the tests ended with exit code "
                  + code.get()
                  + " but the log names no failure, so its results are not believed"));
    }
    return new TestLog(tests, Optional.empty());
  }

  /** From the first start mark to the next mark of either kind. */
  private static String between(String text) {
    int from = text.indexOf(START) + START.length();
    int next = text.indexOf(START, from);
    String part = next < 0 ? text.substring(from) : text.substring(from, next);
    int end = part.indexOf(END);
    return end < 0 ? part : part.substring(0, end);
  }

  /** The recorded exit code of the test command, if it is not 0. */
  private static Optional<String> exitCode(String text) {
    Matcher code = EXIT_CODE.matcher(text);
    boolean failed = code.find() && code.group(1).chars().anyMatch(c -> c >= '1' && c <= '9');
    return failed ? Optional.of(code.group(1)) : Optional.empty();
  }
}
