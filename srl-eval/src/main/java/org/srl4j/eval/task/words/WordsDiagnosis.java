package org.srl4j.eval.task.words;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.srl4j.core.answer.Boxes;
import org.srl4j.core.data.Step;
import org.srl4j.eval.task.Diagnostics;

/**
 * Reads one rollout step by step. A step is judged from the digit that the step before showed,
 * right or wrong, so one slip counts once; after a step that cannot be read there is no such digit.
 * A step that takes an event again, or one that the problem does not tell, is not executed.
 */
final class WordsDiagnosis {
  private final WordsProblem problem;
  private final List<Optional<WordsStep.Said>> expert;
  private final List<Integer> readings = new ArrayList<>();
  private final Set<String> used = new HashSet<>();
  private OptionalInt digit;
  private long steps;
  private long unparsable;
  private long executed;
  private long chosen;
  private boolean faithful;

  WordsDiagnosis(WordsProblem problem, List<Step> expert) {
    this.problem = problem;
    this.digit = OptionalInt.of(problem.start());
    this.expert = expert.stream().map(step -> WordsStep.parse(step.text(), step.number())).toList();
  }

  void read(String step) {
    if (WordsSkill.isAnswer(step)) {
      boolean whole = !readings.isEmpty() && unparsable == 0;
      faithful = whole && Boxes.last(step).equals(Optional.of(problem.form().write(readings)));
      return;
    }
    steps++;
    Optional<WordsStep.Said> read = WordsStep.parse(step, (int) steps);
    if (read.isEmpty()) {
      unparsable++;
      digit = OptionalInt.empty();
      return;
    }
    WordsStep.Said said = read.get();
    executed += isExecuted(said) ? 1 : 0;
    chosen += isExperts(said) ? 1 : 0;
    digit = OptionalInt.of(said.reading());
    readings.add(said.reading());
  }

  private boolean isExecuted(WordsStep.Said said) {
    boolean fresh = used.add(said.first()) & used.add(said.second());
    Optional<Incident> first = problem.event(said.first());
    Optional<Incident> second = problem.event(said.second());
    return fresh
        && digit.isPresent()
        && first.isPresent()
        && second.isPresent()
        && second.get().apply(first.get().apply(digit.getAsInt())) == said.reading();
  }

  private boolean isExperts(WordsStep.Said said) {
    if (steps > expert.size()) {
      return false;
    }
    return expert
        .get((int) steps - 1)
        .filter(e -> e.first().equals(said.first()) && e.second().equals(said.second()))
        .isPresent();
  }

  Diagnostics counts() {
    return new Diagnostics(1, steps, unparsable, executed, chosen, faithful ? 1 : 0);
  }
}
