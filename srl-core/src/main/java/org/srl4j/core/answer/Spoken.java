package org.srl4j.core.answer;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a response counts: no thought, and no other turn.
 *
 * <ul>
 *   <li>What stands before the last mark that closes a thought counts for nothing, and neither does
 *       what stands behind one that opens a thought which is never closed. Nothing is left where
 *       nothing was said.
 *   <li>A stop token ends the response.
 *   <li>So does a line that begins another person's turn ({@code Human:}, {@code User:}), and, once
 *       there is an answer, one that begins another problem ({@code Question:}, {@code Q:}, {@code
 *       Problem 2:}).
 * </ul>
 */
public final class Spoken {
  private static final String TAGS =
      "think|thinks|thinking|thought|thoughts|reasoning|reason|reflection|scratchpad|analysis"
          + "|seed:think";

  private static final Pattern OPENS =
      Pattern.compile(
          "<(?:"
              + TAGS
              + ")\\s*>|<\\|(?:begin_of_thought|start_thinking|thinking|think)\\|>"
              + "|◁think▷|\\[THINK\\]"
              + "|<\\|channel\\|>(?:analysis|commentary)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CLOSES =
      Pattern.compile(
          "</\\s?(?:"
              + TAGS
              + ")\\s*>|<\\|(?:end_of_thought|end_thinking|/thinking|/think)\\|>|◁/think▷"
              + "|\\[/THINK\\]|<\\|channel\\|>final(?:<\\|message\\|>)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern STOP =
      Pattern.compile(
          "<\\|(?:im_end|im_start|endoftext|eot_id|end_of_text|eot|return|user|end)\\|>|</s>|<eos>"
              + "|<end_of_turn>|<start_of_turn>|<\\|start_header_id\\|>|\\[/?INST\\]"
              + "|<｜(?:end▁of▁sentence|User)｜>",
          Pattern.CASE_INSENSITIVE);

  /** The header of the response's own turn. */
  private static final Pattern OWN_HEADER =
      Pattern.compile(
          "\\A\\s*(?:<\\|im_start\\|>assistant|<start_of_turn>model|<\\|assistant\\|>"
              + "|<\\|start_header_id\\|>assistant<\\|end_header_id\\|>|\\[/INST\\]|<s>)\\s*");

  private static final String LINE = "^[ \\t>#*_\\-]*";

  private static final Pattern OTHER_PERSON =
      Pattern.compile(
          LINE + "(?:(?:human|user|student)[*_ ]*[:：]|#\\s*(?:instruction|human|user)\\b)",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private static final Pattern OTHER_PROBLEM =
      Pattern.compile(
          LINE
              + "(?:(?:(?:new|next|another|follow-up)\\s+)?"
              + "(?:question|problem|exercise|q|puzzle)"
              + "[*_ ]*(?:#?\\d+[*_ ]*[:：.)]|[:：])"
              + "|(?<=#[ \\t])(?:question|problem|exercise)\\s*\\d|(?:问题|题目|问)\\d*[:：])",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private static final Pattern ANSWERED =
      Pattern.compile("####|</answer>|answer\\s*(?:is|[*_]*\\s*[:：])|答案", Pattern.CASE_INSENSITIVE);

  /** A line that says a number and neither lists, announces nor asks. */
  private static final Pattern SAYS_NUMBER =
      Pattern.compile(
          "(?!\\s*(?:step|part)\\b|\\s*\\d+[.)]\\s).*\\d[^:?]*", Pattern.CASE_INSENSITIVE);

  private Spoken() {}

  /**
   * The part that counts.
   *
   * @param response everything a model wrote
   * @return the same text where there is nothing to leave out; blank if all of it was thought
   */
  public static String of(String response) {
    return firstTurn(afterThought(response));
  }

  /**
   * The mark of a thought that a prompt opens for the response, as chat templates of reasoning
   * models do. It must be put back before the response, or a thought that is cut off looks said.
   *
   * @param prompt everything before the response
   * @return the mark; empty if the prompt does not end with one
   */
  public static String openedBy(String prompt) {
    String end = prompt.stripTrailing();
    String mark = "";
    for (Matcher open = OPENS.matcher(end); open.find(); ) {
      mark = open.end() == end.length() ? open.group() : "";
    }
    return mark;
  }

  private static String afterThought(String response) {
    String text = response;
    int said = 0;
    for (Matcher close = CLOSES.matcher(text); close.find(); ) {
      said = close.end();
    }
    text = text.substring(said);
    Matcher open = OPENS.matcher(text);
    return open.find() ? text.substring(0, open.start()) : text;
  }

  private static String firstTurn(String said) {
    Matcher header = OWN_HEADER.matcher(said);
    String text = header.find() ? said.substring(header.end()) : said;
    Matcher stop = STOP.matcher(text);
    text = stop.find() ? text.substring(0, stop.start()) : text;
    Matcher person = OTHER_PERSON.matcher(text);
    while (person.find()) {
      if (!text.substring(0, person.start()).isBlank()) {
        text = text.substring(0, person.start());
        break;
      }
    }
    return text.substring(0, nextProblem(text));
  }

  /** Where a line begins another problem once this one is answered; else the end. */
  private static int nextProblem(String text) {
    int answered = answered(text);
    Matcher problem = OTHER_PROBLEM.matcher(text);
    while (problem.find()) {
      if (problem.start() >= answered || endsWithNumber(text, problem.start())) {
        return problem.start();
      }
    }
    return text.length();
  }

  /** Where the first explicit answer ends. */
  private static int answered(String text) {
    Matcher phrase = ANSWERED.matcher(text);
    int end = phrase.find() ? phrase.end() : text.length();
    List<Boxes.Box> boxes = Boxes.all(text);
    return boxes.isEmpty() ? end : Math.min(end, boxes.get(0).end());
  }

  /** Whether the paragraph before ends with a line that says a number. */
  private static boolean endsWithNumber(String text, int end) {
    int last = end;
    while (last > 0 && Character.isWhitespace(text.charAt(last - 1))) {
      last--;
    }
    boolean paragraph = text.substring(last, end).lines().count() > 1;
    String line = text.substring(text.lastIndexOf('\n', last - 1) + 1, last);
    return paragraph && SAYS_NUMBER.matcher(line).matches();
  }
}
