package org.srl4j.eval.swe.prompt;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the diff in an answer as SWE-bench's inference does: the first of {@code <diff>}, {@code
 * <patch>} and fences of these names; else the first other fence or tag; else everything.
 */
final class DiffText {
  private static final Pattern TAG = Pattern.compile("<([a-z]{1,20})>\n");

  private DiffText() {}

  /** The diff, with a line feed at its end. */
  static String in(String answer) {
    String diff =
        first(
                answer,
                List.of("<diff>", "<patch>", "```diff\n", "```patch\n"),
                List.of("</diff>", "</patch>", "\n```", "\n```"))
            .or(() -> fence(answer))
            .or(() -> tag(answer))
            .orElse(answer);
    String text = diff.startsWith("\n") ? diff.substring(1) : diff;
    return text.endsWith("\n") ? text : text + "\n";
  }

  private static Optional<String> first(String answer, List<String> starts, List<String> ends) {
    int best = -1;
    for (int i = 0; i < starts.size(); i++) {
      int at = answer.indexOf(starts.get(i));
      boolean earlier = at >= 0 && (best < 0 || at < answer.indexOf(starts.get(best)));
      best = earlier && between(answer, starts.get(i), ends.get(i)).isPresent() ? i : best;
    }
    return best < 0 ? Optional.empty() : between(answer, starts.get(best), ends.get(best));
  }

  private static Optional<String> between(String answer, String start, String end) {
    int from = answer.indexOf(start);
    int to = from < 0 ? -1 : answer.indexOf(end, from + start.length() - 1);
    return to < 0
        ? Optional.empty()
        : Optional.of(answer.substring(Math.min(from + start.length(), to), to));
  }

  private static Optional<String> fence(String answer) {
    int open = answer.indexOf("```");
    int line = open < 0 ? -1 : answer.indexOf('\n', open);
    int end = line < 0 ? -1 : answer.indexOf("\n```", line);
    return end < 0 ? Optional.empty() : Optional.of(answer.substring(Math.min(line + 1, end), end));
  }

  private static Optional<String> tag(String answer) {
    Matcher tag = TAG.matcher(answer);
    return tag.find()
        ? between(answer, "<" + tag.group(1) + ">", "</" + tag.group(1) + ">")
        : Optional.empty();
  }
}
