package org.srl4j.eval.swe.mini;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An issue's text: what is seen and what was expected, never where the bug is. Its facts are the
 * messages of failing tests.
 */
final class ProblemStatement {
  private static final int SHOWN = 3;
  private static final Pattern FAILURE =
      Pattern.compile(
          "java\\.lang\\.AssertionError: (.*?)(?: \\(\\w+\\.java:\\d+\\))?", Pattern.DOTALL);
  private static final Pattern PLACE = Pattern.compile(" \\(\\w+\\.java:\\d+\\)$");
  private static final List<String> BEGINNINGS =
      List.of(
          "Since I updated, this does not hold any more: %s.",
          "I rely on this, and it is not so: %s.",
          "The documentation made me expect this, but it is not what happens: %s.",
          "My build is red because this is no longer true: %s.");
  private static final List<String> ENDINGS =
      List.of(
          "Everything else that I use works; please do not change it.",
          "Other things that I tried are fine and should stay as they are.",
          "I have not found anything else. A fix in the library would help, not a change of tests.");

  private ProblemStatement() {}

  /**
   * The text.
   *
   * @param project the project's title
   * @param failures messages by test id, of the tests that fail
   * @param random draws the wording
   */
  static String of(String project, Map<String, String> failures, Random random) {
    StringBuilder text = new StringBuilder();
    String first = TestMethods.words(failures.keySet().iterator().next());
    text.append(project).append(": \"").append(first).append("\" does not hold\n\n");
    String beginning = BEGINNINGS.get(random.nextInt(BEGINNINGS.size()));
    text.append(String.format(beginning, first)).append("\n\nWhat I see:\n\n");
    failures.entrySet().stream()
        .limit(SHOWN)
        .forEach(
            failure ->
                text.append("- ")
                    .append(seen(TestMethods.words(failure.getKey()), failure.getValue()))
                    .append('\n'));
    if (failures.size() > SHOWN) {
      text.append("- and ").append(failures.size() - SHOWN).append(" more of this sort\n");
    }
    return text.append('\n')
        .append(ENDINGS.get(random.nextInt(ENDINGS.size())))
        .append('\n')
        .toString();
  }

  private static String seen(String words, String message) {
    Matcher failure = FAILURE.matcher(message);
    return failure.matches()
        ? failure.group(1)
        : words + ": `" + PLACE.matcher(message).replaceFirst("") + "` was thrown";
  }
}
