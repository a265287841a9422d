package org.srl4j.eval.task.expert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.srl4j.core.agent.MalformedToolCallException;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.core.agent.ToolCallXml;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.StepContext;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.LeftOut;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.TextSegment;

/**
 * Attempts of agents at software engineering (SRL §5, arXiv:2510.25992v1): given the issue and the
 * expert's last rounds, what is the next tool call?
 *
 * <p>Attempts have no answer that could be graded without running anything, so each step instance
 * is a problem of its own: it is solved by exactly the expert's call, compared without the white
 * space around parameters. Whether issues are resolved is another question, which {@code srl swe}
 * answers. Demonstrations are single calls too.
 */
public final class NextCallTask implements Task {
  private static final String NAME = "next_call";

  private final TrajectoryTask attempts;
  private final TaskTexts texts;
  private final Map<String, StepContext> byId = new HashMap<>();

  /**
   * A task.
   *
   * @param attempts what experts did
   * @param texts how all is asked
   */
  public NextCallTask(TrajectoryTask attempts, TaskTexts texts) {
    this.attempts = attempts;
    this.texts = texts;
    for (Split split : Split.values()) {
      if (!attempts.trajectories(split).isEmpty()) {
        attempts.steps(split).forEach(step -> byId.put(step.id(), step));
      }
    }
  }

  @Override
  public String name() {
    return attempts.name();
  }

  @Override
  public String version() {
    return attempts.version();
  }

  @Override
  public List<Problem> problems(Split split) {
    return attempts.steps(split).stream()
        .map(s -> new Problem(s.id(), s.problem().prompt(), s.expertStep().text()))
        .toList();
  }

  @Override
  public List<ExpertTrajectory> trajectories(Split split) {
    return attempts.trajectories(split);
  }

  @Override
  public List<StepContext> steps(Split split) {
    return attempts.steps(split);
  }

  @Override
  public List<StepContext> hintedSteps(Split split) {
    return attempts.hintedSteps(split);
  }

  /** Single calls are asked and imitated, no whole attempts. */
  @Override
  public List<LeftOut> leftOut(Split split) {
    return attempts.leftOut(split).stream()
        .filter(one -> one.kind() == LeftOut.Kind.STEP_NOT_LEARNED)
        .toList();
  }

  @Override
  public RolloutPrompt stepPrompt(StepContext context) {
    return attempts.stepPrompt(context);
  }

  @Override
  public RolloutPrompt problemPrompt(Problem problem) {
    return attempts.stepPrompt(context(problem));
  }

  private StepContext context(Problem problem) {
    StepContext context = byId.get(problem.id());
    if (context == null) {
      throw new IllegalArgumentException("problem: " + problem.id() + " is not of this task");
    }
    return context;
  }

  @Override
  public Decoding singleStep() {
    return texts.decoding(NAME, TurnProtocol.singleTurn(), texts.limits().stepTokens());
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
    try {
      String prompt = texts.asking().step(context(problem));
      String action = StepTurns.action(prompt, turns.get(turns.size() - 1));
      ToolCall call = ToolCallXml.parse(action);
      ToolCall expert = ToolCallXml.parse(problem.answer());
      return call.equals(expert) ? Verdict.SOLVED : Verdict.UNSOLVED;
    } catch (MalformedToolCallException e) {
      return Verdict.INVALID;
    }
  }

  @Override
  public String expertText(Problem problem) {
    return problem.answer();
  }

  @Override
  public Set<ExpertText> expertTexts() {
    return Set.of(ExpertText.OUTLINE);
  }

  @Override
  public List<Demonstration> demonstrations(Split split, ExpertText expertText) {
    return steps(split).stream().map(this::demonstration).toList();
  }

  private Demonstration demonstration(StepContext context) {
    return new Demonstration(
        context.id(),
        List.of(
            new TextSegment(texts.asking().step(context), false),
            new TextSegment(context.expertStep().text(), true)));
  }

  @Override
  public Demonstration demonstration(ExpertTrajectory trajectory, ExpertText expertText) {
    return attempts.demonstration(trajectory, expertText);
  }
}
