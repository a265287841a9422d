package org.srl4j.eval.grade.qwen;

import static org.srl4j.eval.grade.python.PythonText.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.grade.python.PythonText;

/**
 * The harness's {@code extract_answer}: the first rule that applies finds the answer, and it is
 * stripped once.
 */
final class AnswerExtraction {
  private static final String MINERVA_START = "final answer is $";
  private static final String MINERVA_END = "$. I hope";
  private static final String BOX = "boxed";
  private static final String CHINESE = "答案是";
  private static final Pattern NUMBER = pattern("-?\\p{Nd}*\\.?\\p{Nd}+");
  private static final Pattern LINE_END = pattern("\\n" + PythonText.BLANK + "*");
  private static final Pattern LETTER =
      pattern("(?<!" + PythonText.WORD + ")[ABCDE](?!" + PythonText.WORD + ")");
  private static final Pattern TRIGGER = pattern("choice is|answer is");

  private AnswerExtraction() {}

  /**
   * The answer in a response.
   *
   * @return empty text if there is none
   */
  static String extract(String response, QwenOptions options) {
    String text = response.replace("ки", ""); // the harness drops these two letters
    if (options.isMultipleChoice()) {
      return choice(text);
    }
    String found = find(text);
    if (options.prefersLetter()) {
      List<String> letters = letters(found);
      found =
          letters.isEmpty()
              ? PythonText.strip(PythonText.strip(found), ".")
              : letters.get(letters.size() - 1);
    }
    found = LINE_END.matcher(found).replaceAll("");
    found = found.startsWith(":") ? found.substring(1) : found;
    found = found.endsWith(".") ? found.substring(0, found.length() - 1) : found;
    found = found.endsWith("/") ? found.substring(0, found.length() - 1) : found;
    return AnswerStripping.strip(found, options.keepsUnits());
  }

  private static String find(String text) {
    if (text.contains(MINERVA_START) && text.contains(MINERVA_END)) {
      String tail = text.substring(text.indexOf(MINERVA_START) + MINERVA_START.length());
      return PythonText.strip(PythonText.split(tail, MINERVA_END).get(0));
    }
    if (text.contains(BOX)) {
      return box(PythonText.afterLast(text, BOX));
    }
    for (String lead : List.of("he answer is", "final answer is")) {
      if (text.contains(lead)) {
        return PythonText.strip(PythonText.afterLast(text, lead));
      }
    }
    if (text.contains(CHINESE)) {
      String tail = PythonText.strip(PythonText.split(text, CHINESE).get(1));
      return PythonText.strip(PythonText.split(tail, "\n\n").get(0));
    }
    String last = "";
    Matcher number = NUMBER.matcher(text.replace(",", ""));
    while (number.find()) {
      last = number.group();
    }
    return last;
  }

  /** Up to the brace that closes, or the end if none does; without a brace, up to a dollar sign. */
  private static String box(String tail) {
    if (!tail.startsWith("{")) {
      return PythonText.strip(PythonText.split(tail, "$").get(0));
    }
    int open = 0;
    for (int i = 0; i < tail.length(); i++) {
      char c = tail.charAt(i);
      open += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (open == 0) {
        return tail.substring(1, i);
      }
    }
    return tail.substring(1);
  }

  /** The first letter after the last trigger; without a trigger the last letter of the text. */
  private static String choice(String response) {
    String text = PythonText.strip(response, "\n");
    if (PythonText.count(text, "choice is") > 1 || PythonText.count(text, "answer is") > 1) {
      text = PythonText.split(text, "\n\n").get(0); // the first of several worked examples
    }
    int end = -1;
    Matcher trigger = TRIGGER.matcher(text);
    while (trigger.find()) {
      end = trigger.end();
    }
    String tail = choiceTail(end < 0 ? text : text.substring(end));
    List<String> letters = letters(tail);
    String answer;
    if (letters.isEmpty()) {
      answer = PythonText.strip(PythonText.strip(tail), ".");
    } else {
      answer = letters.get(end < 0 ? letters.size() - 1 : 0);
    }
    return PythonText.stripRight(PythonText.stripRight(answer, "."), "/");
  }

  /** The grader's own cleaning of a choice: the last letter A to E that stands alone. */
  static String lastChoice(String answer) {
    String tail = choiceTail(answer);
    List<String> letters = letters(tail);
    String last =
        letters.isEmpty()
            ? PythonText.strip(PythonText.strip(tail), ".")
            : letters.get(letters.size() - 1);
    return PythonText.stripRight(PythonText.stripRight(last, "."), "/");
  }

  private static String choiceTail(String text) {
    String tail = PythonText.stripRight(PythonText.strip(text, "\n"), ".");
    tail = PythonText.strip(PythonText.stripRight(tail, "/"), " ");
    return PythonText.stripLeft(tail, ":");
  }

  private static List<String> letters(String text) {
    List<String> letters = new ArrayList<>();
    Matcher letter = LETTER.matcher(text.toUpperCase(Locale.ROOT));
    while (letter.find()) {
      letters.add(letter.group());
    }
    return letters;
  }
}
