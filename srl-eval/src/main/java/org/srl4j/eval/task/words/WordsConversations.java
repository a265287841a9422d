package org.srl4j.eval.task.words;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
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
 * What a base policy is fine-tuned on: problems solved in uniformly random orders, the sums in the
 * thinking, asked with a recipe's own prompts. They teach to compute and the form of answers, and
 * hold nothing of any convention, so one base serves all seeds.
 *
 * <p>A stream begins with exercises that only book a list of events, which are dense in what is
 * hard: amounts to be found, and sums. {@value #GROUP} neighbours share a problem and what is
 * asked, so that their prompt has to be computed once.
 */
public final class WordsConversations {
  /** From here on exercises are few. */
  static final long EARLY = 24_000;

  /** Conversations that share a prompt. */
  private static final int GROUP = 4;

  private static final List<Integer> SIZES = List.of(2, 4, 6, 8, 8);
  private static final List<Integer> EXERCISE_SIZES = List.of(8, 10, 12);
  private static final String EXERCISE = "Book the events in any order.";

  private final long seed;
  private final PromptTemplate prompts;

  /** What is asked for, and how many in a hundred conversations ask for it, early and later. */
  private enum Kind {
    EXERCISE(70, 20),
    STEP(15, 40),
    ANSWER(5, 15),
    SOLUTION(10, 25);

    private final int early;
    private final int later;

    Kind(int early, int later) {
      this.early = early;
      this.later = later;
    }

    static Kind draw(boolean early, Random random) {
      int hundredth = random.nextInt(100);
      for (Kind kind : values()) {
        hundredth -= early ? kind.early : kind.later;
        if (hundredth < 0) {
          return kind;
        }
      }
      throw new IllegalStateException("the shares of a hundred do not sum to a hundred");
    }
  }

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
    Random shared = new Random(Seeds.derive(seed, index / GROUP));
    Random own = new Random(Seeds.derive(seed, index / GROUP, index % GROUP));
    return switch (Kind.draw(index < EARLY, shared)) {
      case EXERCISE -> exercise(shared, own);
      case STEP -> step(shared, own);
      case ANSWER -> answer(own);
      case SOLUTION -> solution(shared, own);
    };
  }

  private static Texts exercise(Random shared, Random own) {
    WordsProblem problem = WordsProblem.draw(Incident.pick(EXERCISE_SIZES, shared), shared);
    String told = problem.told();
    List<WordsStep> steps = WordsStep.chain(problem.start(), shuffled(problem.events(), own));
    PromptParts asked = new PromptParts(EXERCISE, told, "", EXERCISE + "\n" + told + "\n");
    return texts(asked, thoughts(steps), "Booked.");
  }

  /** The steps before are shared, and what follows is drawn for each. */
  private Texts step(Random shared, Random own) {
    WordsProblem problem = WordsProblem.draw(Incident.pick(SIZES, shared), shared);
    List<Incident> events = shuffled(problem.events(), shared);
    int done = shared.nextInt(events.size() / 2);
    List<Incident> applied = new ArrayList<>(events.subList(0, 2 * done));
    applied.addAll(shuffled(events.subList(2 * done, events.size()), own));
    List<WordsStep> steps = WordsStep.chain(problem.start(), applied);
    List<Step> before = shown(steps.subList(0, done), shared);
    WordsStep next = steps.get(done);
    return texts(
        prompts.parts(problem(problem), before),
        next.thought(),
        shown(List.of(next), own).get(0).text());
  }

  private Texts answer(Random own) {
    WordsProblem problem = WordsProblem.draw(Incident.pick(SIZES, own), own);
    List<Incident> applied = shuffled(problem.events(), own);
    List<Integer> readings = problem.readings(applied);
    if (!problem.form().fits(readings)) {
      return answer(own);
    }
    List<Step> steps = shown(WordsStep.chain(problem.start(), applied), own);
    return texts(
        prompts.parts(problem(problem), steps),
        WordsStep.answerThought(readings),
        WordsStep.answer(readings, problem.form()));
  }

  private Texts solution(Random shared, Random own) {
    WordsProblem problem = WordsProblem.draw(Incident.pick(SIZES, shared), shared);
    List<Incident> fitting = shuffled(problem.events(), shared);
    if (!problem.form().fits(problem.readings(fitting))) {
      return solution(shared, own);
    }
    List<Incident> other = shuffled(problem.events(), own);
    boolean fits = problem.form().fits(problem.readings(other));
    List<WordsStep> steps = WordsStep.chain(problem.start(), fits ? other : fitting);
    List<Integer> readings = steps.stream().map(WordsStep::reading).toList();
    List<Step> shown = new ArrayList<>(shown(steps, own));
    String answer = WordsStep.answer(readings, problem.form());
    shown.add(new Step(shown.size() + 1, Optional.of("Answer"), answer));
    return texts(prompts.parts(problem(problem)), thoughts(steps), WordsExpert.outline(shown));
  }

  private static List<Incident> shuffled(List<Incident> events, Random random) {
    List<Incident> order = new ArrayList<>(events);
    Collections.shuffle(order, random);
    return order;
  }

  private static String thoughts(List<WordsStep> steps) {
    return steps.stream().map(WordsStep::thought).collect(Collectors.joining("\n"));
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

  private static Problem problem(WordsProblem problem) {
    return new Problem("base", problem.text(), "");
  }

  private static Texts texts(PromptParts asked, String thought, String said) {
    return new Texts(asked, "<think>\n" + thought + "\n</think>\n\n" + said);
  }
}
