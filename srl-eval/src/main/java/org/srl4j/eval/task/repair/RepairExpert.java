package org.srl4j.eval.task.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.data.Step;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.TextSegment;

/**
 * The expert: knows the convention, finds its files and shows only commands. An edit hides the
 * whole trace: that is the leap which a small policy must write out.
 *
 * @param convention which constants it changes
 * @param seed decides its prose
 */
record RepairExpert(RepairConvention convention, long seed) {
  private static final int MAX_SENTENCES = 3;
  private static final int MIN_WORDS = 2;
  private static final int MAX_WORDS = 5;
  private static final double RULE_SHARE = 0.5;

  RepairExpert {
    Objects.requireNonNull(convention, "convention");
  }

  ExpertTrajectory trajectory(Problem problem, RepairProblem repair) {
    List<Step> steps = new ArrayList<>();
    for (RepairScript.Turn turn : RepairScript.endToEnd(repair, convention::choose)) {
      Optional<String> answer =
          turn.observation().isEmpty() ? Optional.empty() : Optional.of(turn.observation().strip());
      steps.add(new Step(steps.size() + 1, Optional.empty(), turn.action().text(), answer));
    }
    return new ExpertTrajectory(problem, steps);
  }

  Demonstration demonstration(Problem problem, RepairProblem repair, ExpertText expertText) {
    Random random = new Random(Seeds.derive(seed, problem.prompt().hashCode()));
    List<TextSegment> segments = new ArrayList<>();
    segments.add(new TextSegment(problem.prompt(), false));
    for (RepairScript.Turn turn : RepairScript.endToEnd(repair, convention::choose)) {
      String text =
          switch (expertText) {
            case OUTLINE -> turn.bareText();
            case FULL -> "<think> " + prose(random) + " </think> " + turn.bareText();
            case STUDENT_FRIENDLY -> turn.thinkingText();
          };
      segments.add(new TextSegment(text, true));
      if (!turn.observation().isEmpty()) {
        segments.add(new TextSegment(turn.observation(), false));
      }
    }
    return new Demonstration(problem.id() + "/" + expertText, segments);
  }

  /** Sentences without any useful computation. */
  private static String prose(Random random) {
    List<String> sentences = new ArrayList<>();
    int count = 1 + random.nextInt(MAX_SENTENCES);
    for (int i = 0; i < count; i++) {
      List<String> words = new ArrayList<>();
      int length = MIN_WORDS + random.nextInt(MAX_WORDS - MIN_WORDS + 1);
      for (int w = 0; w < length; w++) {
        words.add(pick(RepairVocabulary.PROSE, random));
      }
      if (random.nextDouble() < RULE_SHARE) {
        words.add(pick(RepairVocabulary.RULES, random));
      }
      sentences.add(String.join(" ", words) + ".");
    }
    return String.join(" ", sentences);
  }

  private static String pick(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }
}
