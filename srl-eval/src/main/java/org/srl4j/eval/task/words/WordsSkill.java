package org.srl4j.eval.task.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.eval.ask.Asking;
import org.srl4j.eval.task.Diagnostics;
import org.srl4j.eval.task.DocumentSource;
import org.srl4j.eval.task.expert.Answering;
import org.srl4j.eval.task.expert.Skill;

/** What is known of WORDS beyond the trajectories: base conversations, and how steps are judged. */
public final class WordsSkill implements Skill {
  private static final Pattern TITLE = Pattern.compile("(?m)^\\d+\\. \\*\\*[^*\\n]+\\*\\*:? *");

  @Override
  public Optional<DocumentSource> documents(Asking asking, long seed) {
    return Optional.of(new WordsConversations(seed, asking.words()).documents(asking.form()));
  }

  @Override
  public boolean thinksEachTurn() {
    return true;
  }

  @Override
  public boolean judgesSteps() {
    return true;
  }

  @Override
  public Diagnostics diagnose(Problem problem, List<Step> expert, List<String> actions) {
    WordsDiagnosis diagnosis = new WordsDiagnosis(WordsProblem.parse(problem.prompt()), expert);
    for (String action : actions) {
      Arrays.stream(TITLE.split(action))
          .map(String::strip)
          .filter(step -> !step.isEmpty())
          .forEach(diagnosis::read);
    }
    return diagnosis.counts();
  }

  @Override
  public Optional<String> spelledOut(ExpertTrajectory trajectory) {
    WordsProblem problem = WordsProblem.parse(trajectory.problem().prompt());
    List<Incident> order = new ArrayList<>();
    for (Step step : trajectory.steps()) {
      WordsStep.parse(step.text(), step.number())
          .ifPresent(
              said -> {
                order.add(problem.event(said.first()).orElseThrow());
                order.add(problem.event(said.second()).orElseThrow());
              });
    }
    List<String> thoughts = new ArrayList<>();
    WordsStep.chain(problem.start(), order).forEach(step -> thoughts.add(step.thought()));
    return Optional.of(String.join("\n", thoughts));
  }

  /** Whether a step is the answer. */
  static boolean isAnswer(String step) {
    return Answering.isStated(step);
  }
}
