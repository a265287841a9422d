package org.srl4j.eval.task.messages;

import java.util.List;
import java.util.Set;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.LeftOut;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;

/** Texts to imitate, and nothing else: no problem, no reward, no test. */
public final class MessagesTask implements Task {
  private final String version;
  private final List<Demonstration> train;
  private final List<Demonstration> validation;
  private final List<LeftOut> leftOut;

  /**
   * A task.
   *
   * @param version changes with the data
   * @param train at least one
   * @param validation whose likelihood chooses the checkpoint, at least one
   * @param leftOut what has no room, and why
   */
  public MessagesTask(
      String version,
      List<Demonstration> train,
      List<Demonstration> validation,
      List<LeftOut> leftOut) {
    this.version = version;
    this.train = List.copyOf(train);
    this.validation = List.copyOf(validation);
    this.leftOut = List.copyOf(leftOut);
  }

  @Override
  public String name() {
    return MessageRows.FORMAT;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<Problem> problems(Split split) {
    return List.of();
  }

  @Override
  public List<ExpertTrajectory> trajectories(Split split) {
    return List.of();
  }

  @Override
  public List<Demonstration> demonstrations(Split split, ExpertText expertText) {
    return switch (split) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> List.of();
    };
  }

  @Override
  public List<LeftOut> leftOut(Split split) {
    return split == Split.TRAIN ? leftOut : List.of();
  }

  @Override
  public Decoding singleStep() {
    return new Decoding("none", TurnProtocol.singleTurn(), List.of(), 1);
  }

  @Override
  public Decoding stepLoop() {
    return singleStep();
  }

  @Override
  public Decoding onePass() {
    return singleStep();
  }

  @Override
  public Verdict verdict(Problem problem, List<String> turns) {
    return Verdict.INVALID;
  }

  @Override
  public Set<ExpertText> expertTexts() {
    return Set.of(ExpertText.OUTLINE);
  }

  @Override
  public Demonstration demonstration(ExpertTrajectory trajectory, ExpertText expertText) {
    throw new IllegalArgumentException("trajectory: messages have none");
  }
}
