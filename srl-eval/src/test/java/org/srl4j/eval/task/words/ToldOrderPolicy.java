package org.srl4j.eval.task.words;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.core.testing.ScriptedPolicy;

/** A base as it should be: applies the events of WORDS without error, in the order it is told. */
public final class ToldOrderPolicy {
  private static final Pattern USER =
      Pattern.compile("<\\|im_start\\|>user\n(.*?)(\n\n(.*))?<\\|im_end\\|>", Pattern.DOTALL);

  private static final Pattern READING = Pattern.compile("reading \\d is \\$(\\d)\\$");

  private ToldOrderPolicy() {}

  /** A policy that answers steps' prompts in chat form. */
  public static ScriptedPolicy policy() {
    return new ScriptedPolicy(9000, (prompt, seed) -> answer(prompt));
  }

  /** One turn, thinking first. */
  public static String answer(String prompt) {
    Matcher user = USER.matcher(prompt);
    if (!user.find()) {
      throw new IllegalArgumentException("prompt: no user's turn in " + prompt);
    }
    WordsProblem problem = WordsProblem.parse(user.group(1));
    String shown = user.group(3) == null ? "" : user.group(3);
    int done = (int) READING.matcher(shown).results().count();
    List<WordsStep> steps = WordsStep.chain(problem.start(), problem.events());
    if (done == steps.size()) {
      List<Integer> readings = problem.readings(problem.events());
      return turn(WordsStep.answerThought(readings), WordsStep.answer(readings, problem.form()));
    }
    WordsStep next = steps.get(done);
    return turn(next.thought(), next.text(WordsStep.OPENERS.get(0)));
  }

  private static String turn(String thought, String said) {
    return "<think>\n" + thought + "\n</think>\n\n" + said;
  }
}
