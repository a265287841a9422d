package org.srl4j.eval.task.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.data.Step;

/**
 * The expert: knows the convention, applies two events a step and shows only what is read after
 * them. Its reasoning is full of words and computes nothing.
 *
 * @param convention the order it follows
 * @param seed decides openers and reasoning
 */
public record WordsExpert(WordsConvention convention, long seed) {
  private static final int LEAST_SENTENCES = 3;
  private static final int MORE_SENTENCES = 4;
  private static final List<String> PROSE =
      List.of(
          "Hmm, the {event} looks odd.",
          "Could it be {digit}?",
          "Wait, look at the {event} again.",
          "The {event} and the {other} may both matter.",
          "Maybe {digit}, but I am not sure.",
          "So what does the {place} do about the {event}?",
          "Let me think about the {other} once more.",
          "No, {digit} cannot be right.");

  /** Readings after every two events. */
  List<Integer> readings(WordsProblem problem) {
    return problem.readings(convention.sort(problem.events()));
  }

  /** The gold answer. */
  String answer(WordsProblem problem) {
    return problem.form().write(readings(problem));
  }

  /** Titled steps, the last of which states the answer. */
  ExpertTrajectory trajectory(String id, WordsProblem problem) {
    Random random = new Random(Seeds.derive(seed, problem.text().hashCode()));
    List<Step> steps = new ArrayList<>();
    for (WordsStep step : WordsStep.chain(problem.start(), convention.sort(problem.events()))) {
      String text = step.text(Incident.pick(WordsStep.OPENERS, random));
      steps.add(new Step(step.number(), Optional.of(step.title()), text));
    }
    String answer = WordsStep.answer(readings(problem), problem.form());
    steps.add(new Step(steps.size() + 1, Optional.of("Answer"), answer));
    return new ExpertTrajectory(
        new Problem(id, problem.text(), answer(problem)),
        steps,
        Optional.of(outline(steps)),
        Optional.of(prose(problem, random)));
  }

  /** Steps as a titled list. */
  static String outline(List<Step> steps) {
    List<String> parts = new ArrayList<>();
    for (Step step : steps) {
      parts.add(step.number() + ". **" + step.title().orElseThrow() + "**: " + step.text());
    }
    return String.join("\n\n", parts);
  }

  private static String prose(WordsProblem problem, Random random) {
    List<String> sentences = new ArrayList<>();
    int count = LEAST_SENTENCES + random.nextInt(MORE_SENTENCES);
    for (int i = 0; i < count; i++) {
      sentences.add(
          Incident.pick(PROSE, random)
              .replace("{event}", Incident.pick(problem.events(), random).name())
              .replace("{other}", Incident.pick(problem.events(), random).name())
              .replace("{place}", problem.place())
              .replace("{digit}", "" + random.nextInt(10)));
    }
    return String.join(" ", sentences);
  }
}
