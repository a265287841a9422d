package org.srl4j.eval.compare.forecast;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.StepContext;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.Diagnostics;
import org.srl4j.eval.task.DocumentSource;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.LeftOut;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;

/**
 * A task with the first part of its validation and test problems, to measure what they cost.
 *
 * @param whole the task
 * @param share of everything that is held out, above 0, at most 1; at least one of each stays
 */
record PartOfTask(Task whole, double share) implements Task {

  private <T> List<T> part(Split split, List<T> all) {
    int count = (int) Math.ceil(share * all.size());
    return split == Split.TRAIN ? all : all.subList(0, count);
  }

  @Override
  public String name() {
    return whole.name();
  }

  @Override
  public String version() {
    return whole.version();
  }

  @Override
  public List<Problem> problems(Split split) {
    return part(split, whole.problems(split));
  }

  @Override
  public List<ExpertTrajectory> trajectories(Split split) {
    return part(split, whole.trajectories(split));
  }

  @Override
  public List<StepContext> steps(Split split) {
    return part(split, whole.steps(split));
  }

  @Override
  public List<StepContext> hintedSteps(Split split) {
    return part(split, whole.hintedSteps(split));
  }

  @Override
  public List<Demonstration> demonstrations(Split split, ExpertText expertText) {
    return part(split, whole.demonstrations(split, expertText));
  }

  @Override
  public List<LeftOut> leftOut(Split split) {
    return whole.leftOut(split);
  }

  @Override
  public RolloutPrompt stepPrompt(StepContext context) {
    return whole.stepPrompt(context);
  }

  @Override
  public RolloutPrompt problemPrompt(Problem problem) {
    return whole.problemPrompt(problem);
  }

  @Override
  public Decoding singleStep() {
    return whole.singleStep();
  }

  @Override
  public Decoding stepLoop() {
    return whole.stepLoop();
  }

  @Override
  public Decoding onePass() {
    return whole.onePass();
  }

  @Override
  public Verdict verdict(Problem problem, List<String> turns) {
    return whole.verdict(problem, turns);
  }

  @Override
  public String expertText(Problem problem) {
    return whole.expertText(problem);
  }

  @Override
  public Set<ExpertText> expertTexts() {
    return whole.expertTexts();
  }

  @Override
  public Demonstration demonstration(ExpertTrajectory trajectory, ExpertText expertText) {
    return whole.demonstration(trajectory, expertText);
  }

  @Override
  public Optional<DocumentSource> pretraining(long seed) {
    return whole.pretraining(seed);
  }

  @Override
  public Optional<List<Boolean>> audit(
      Path folder, List<Problem> problems, List<List<String>> turns) throws IOException {
    return whole.audit(folder, problems, turns);
  }

  @Override
  public boolean judgesSteps() {
    return whole.judgesSteps();
  }

  @Override
  public Diagnostics diagnose(Problem problem, List<String> turns) {
    return whole.diagnose(problem, turns);
  }
}
