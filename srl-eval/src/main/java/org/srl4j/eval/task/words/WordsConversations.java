package org.srl4j.eval.task.words;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.data.Step;
import org.srl4j.core.prepare.PromptParts;
import org.srl4j.core.prepare.PromptTemplate;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.DocumentSource;
import org.srl4j.eval.task.TextSegment;

/**
 * What a base policy is fine-tuned on: problems solved in a uniformly random order, the sums in the
 * thinking, asked with a recipe's own prompts. They teach to compute and the form of answers, and
 * hold nothing of any convention, so one base serves all seeds.
 *
 * <p>Half of them ask for one step or for the answer, the others for a whole solution.
 */
public final class WordsConversations {
  private static final double STEP_SHARE = 0.5;

  /** Numbers of events; short problems teach the sums sooner. */
  private static final List<Integer> SIZES = List.of(2, 2, 2, 4, 4, 6, 8, 8);

  private final long seed;
  private final PromptTemplate prompts;

  /**
   * A stream.
   *
   * @param seed decides all conversations
   * @param prompts how steps and solutions are asked for
   */
  public WordsConversations(long seed, PromptTemplate prompts) {
    this.seed = seed;
    this.prompts = Objects.requireNonNull(prompts, "prompts");
  }

  /**
   * The texts of one conversation.
   *
   * @param asked what the user's side says
   * @param said the assistant's turn
   */
  public record Texts(PromptParts asked, String said) {
    /** As a row of messages, in JSON without a line end. */
    public String row() {
      List<Map<String, String>> messages = new ArrayList<>();
      messages.add(message("system", asked.system()));
      messages.add(message("user", asked.user()));
      messages.add(message("assistant", said));
      return WordsRows.json(Map.of("messages", messages));
    }

    private static Map<String, String> message(String role, String content) {
      Map<String, String> message = new LinkedHashMap<>();
      message.put("role", role);
      message.put("content", content);
      return message;
    }
  }

  /** The conversations as base documents in the form of one model; the prompts do not count. */
  public DocumentSource documents(PromptForm form) {
    return index -> {
      Texts texts = conversation(index);
      return new Demonstration(
          "base-" + seed + "-" + index,
          List.of(
              new TextSegment(form.text().apply(texts.asked()), false),
              new TextSegment(texts.said(), true)));
    };
  }

  /**
   * One conversation.
   *
   * @param index at least 0
   */
  public Texts conversation(long index) {
    if (index < 0) {
      throw new IllegalArgumentException("index: must be at least 0, got " + index);
    }
    Random random = new Random(Seeds.derive(seed, index));
    WordsProblem problem;
    List<Incident> applied;
    do {
      problem = WordsProblem.draw(Incident.pick(SIZES, random), random);
      applied = new ArrayList<>(problem.events());
      Collections.shuffle(applied, random);
    } while (!problem.form().fits(problem.readings(applied)));
    List<WordsStep> steps = WordsStep.chain(problem.start(), applied);
    return random.nextDouble() < STEP_SHARE
        ? step(problem, steps, random)
        : solution(problem, steps, random);
  }

  private Texts step(WordsProblem problem, List<WordsStep> steps, Random random) {
    int next = random.nextInt(steps.size() + 1);
    List<Step> shown = shown(steps, random);
    PromptParts asked = prompts.parts(problem(problem), shown.subList(0, next));
    if (next < steps.size()) {
      return texts(asked, steps.get(next).thought(), shown.get(next).text());
    }
    List<Integer> readings = readings(steps);
    return texts(
        asked, WordsStep.answerThought(readings), WordsStep.answer(readings, problem.form()));
  }

  private Texts solution(WordsProblem problem, List<WordsStep> steps, Random random) {
    List<Step> shown = new ArrayList<>(shown(steps, random));
    List<Integer> readings = readings(steps);
    String answer = WordsStep.answer(readings, problem.form());
    shown.add(new Step(shown.size() + 1, Optional.of("Answer"), answer));
    List<String> thoughts = new ArrayList<>(steps.stream().map(WordsStep::thought).toList());
    thoughts.add(WordsStep.answerThought(readings));
    return texts(
        prompts.parts(problem(problem)), String.join("\n", thoughts), WordsExpert.outline(shown));
  }

  private static List<Step> shown(List<WordsStep> steps, Random random) {
    return steps.stream()
        .map(
            s ->
                new Step(
                    s.number(),
                    Optional.of(s.title()),
                    s.text(Incident.pick(WordsStep.OPENERS, random))))
        .toList();
  }

  private static List<Integer> readings(List<WordsStep> steps) {
    return steps.stream().map(WordsStep::reading).toList();
  }

  private static Problem problem(WordsProblem problem) {
    return new Problem("base", problem.text(), "");
  }

  private static Texts texts(PromptParts asked, String thought, String said) {
    return new Texts(asked, "<think>\n" + thought + "\n</think>\n\n" + said);
  }
}
