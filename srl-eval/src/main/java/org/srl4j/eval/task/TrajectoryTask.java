package org.srl4j.eval.task;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.core.prepare.ProblemSplit;
import org.srl4j.core.reward.Answers;
import org.srl4j.core.rollout.TurnProtocol;

/**
 * Problems and expert trajectories of a data set (GSM8K, the toolkit's own JSONL, ...).
 *
 * <p>Texts: a prompt is {@code Question: ...} and a line end; a step is one line (line ends within
 * it become blanks); the answer is the line {@code #### 18}, which this class adds to every
 * trajectory as its last step, unless that is its last step already. Answers are compared by {@link
 * Answers#equal}. Such data have the expert's steps alone, so the only expert text is {@link
 * ExpertText#OUTLINE}; nothing can judge a step, so there are no diagnostics.
 */
public final class TrajectoryTask implements Task {
  private static final String ANSWER = "####";
  private static final Function<String, Optional<String>> AFTER_MARKER =
      Answers.afterMarker(ANSWER);

  private final String name;
  private final String version;
  private final Limits limits;
  private final Map<Split, List<ExpertTrajectory>> trajectories = new EnumMap<>(Split.class);
  private final Map<String, ExpertTrajectory> byProblem = new HashMap<>();
  private final List<ExpertTrajectory> pretraining;

  /**
   * Where sampling ends.
   *
   * @param stepTokens tokens of one turn, thinking included; at least 1
   * @param solutionTokens tokens of a whole solution; at least 1
   * @param turns turns of a step loop, the answer's included; at least 1
   */
  public record Limits(int stepTokens, int solutionTokens, int turns) {
    /** Checks ranges. */
    public Limits {
      if (stepTokens < 1 || solutionTokens < 1 || turns < 1) {
        throw new IllegalArgumentException(
            "stepTokens, solutionTokens, turns: must be at least 1, got "
                + stepTokens
                + ", "
                + solutionTokens
                + ", "
                + turns);
      }
    }
  }

  /**
   * A task on trajectories that {@link #rendered} made.
   *
   * @param name short stable name, e.g. {@code gsm8k}
   * @param version changes with the data
   * @param split the problems of each part
   * @param pretraining what base policies are trained on; none of validation or test
   * @param limits where sampling ends
   */
  public TrajectoryTask(
      String name,
      String version,
      ProblemSplit<ExpertTrajectory> split,
      List<ExpertTrajectory> pretraining,
      Limits limits) {
    this.name = name;
    this.version = version;
    this.limits = limits;
    this.pretraining = List.copyOf(pretraining);
    trajectories.put(Split.TRAIN, split.train());
    trajectories.put(Split.VALIDATION, split.validation());
    trajectories.put(Split.TEST, split.test());
    trajectories.values().forEach(part -> part.forEach(t -> byProblem.put(t.problem().id(), t)));
  }

  /**
   * A trajectory with this task's texts.
   *
   * @param raw as a reader returned it; its gold answer must not be blank
   * @return prompt, steps and answer line as the policy sees them
   */
  public static ExpertTrajectory rendered(ExpertTrajectory raw) {
    Problem problem = raw.problem();
    if (problem.answer().isBlank()) {
      throw new IllegalArgumentException(
          "answer: problem " + problem.id() + " has no gold answer; leave it out");
    }
    List<Step> steps = new ArrayList<>();
    for (Step step : raw.steps()) {
      steps.add(new Step(step.number(), oneLine(step.text())));
    }
    String answer = oneLine(problem.answer());
    if (!endsWithAnswer(raw)) {
      steps.add(new Step(steps.size() + 1, answerLine(raw)));
    }
    String prompt = "Question: " + problem.prompt().strip() + "\n";
    return new ExpertTrajectory(new Problem(problem.id(), prompt, answer, problem.tags()), steps);
  }

  /** Whether the last step is the answer line already, so that none is added. */
  public static boolean endsWithAnswer(ExpertTrajectory raw) {
    List<Step> steps = raw.steps();
    return oneLine(steps.get(steps.size() - 1).text()).equals(answerLine(raw));
  }

  /**
   * Whether a step other than the answer line begins with {@code ####}: a policy that writes it has
   * ended its solution.
   */
  public static boolean endsEarly(ExpertTrajectory raw) {
    int last = raw.steps().size() - (endsWithAnswer(raw) ? 1 : 0);
    return raw.steps().subList(0, last).stream()
        .anyMatch(step -> oneLine(step.text()).startsWith(ANSWER));
  }

  private static String answerLine(ExpertTrajectory raw) {
    return ANSWER + " " + oneLine(raw.problem().answer());
  }

  /**
   * The longest text that training may make of a trajectory: every step after a thinking.
   *
   * @param trajectory as {@link #rendered} made it
   * @return the prompt, then a segment a step
   */
  public static Demonstration longestText(ExpertTrajectory trajectory) {
    return TrajectoryDocuments.document(trajectory, 0);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<Problem> problems(Split split) {
    return trajectories.get(split).stream().map(ExpertTrajectory::problem).toList();
  }

  @Override
  public List<ExpertTrajectory> trajectories(Split split) {
    return trajectories.get(split);
  }

  @Override
  public Decoding singleStep() {
    return new Decoding("step", TurnProtocol.singleTurn(), List.of("\n"), limits.stepTokens());
  }

  @Override
  public Decoding stepLoop() {
    StepLoop loop = new StepLoop(limits.turns(), action -> action.startsWith(ANSWER));
    return new Decoding("step_loop", loop, List.of("\n"), limits.stepTokens());
  }

  @Override
  public Decoding onePass() {
    return new Decoding("one_pass", TurnProtocol.singleTurn(), List.of(), limits.solutionTokens());
  }

  @Override
  public Optional<String> extractAnswer(Problem problem, List<String> turns) {
    return AFTER_MARKER.apply(StepLoop.visible(turns.get(turns.size() - 1)));
  }

  @Override
  public boolean isRight(Problem problem, String answer) {
    return Answers.equal(answer, problem.answer());
  }

  @Override
  public String expertText(Problem problem) {
    ExpertTrajectory known = byProblem.get(problem.id());
    return known == null
        ? ""
        : known.steps().stream().map(Step::text).collect(Collectors.joining("\n"));
  }

  @Override
  public Set<ExpertText> expertTexts() {
    return Set.of(ExpertText.OUTLINE);
  }

  @Override
  public Demonstration demonstration(ExpertTrajectory trajectory, ExpertText expertText) {
    if (expertText != ExpertText.OUTLINE) {
      throw new IllegalArgumentException(
          "expertText: " + name + " knows " + expertTexts() + ", got " + expertText);
    }
    List<TextSegment> segments = new ArrayList<>();
    segments.add(new TextSegment(trajectory.problem().prompt(), false));
    trajectory.steps().forEach(step -> segments.add(new TextSegment(step.text() + "\n", true)));
    return new Demonstration(trajectory.problem().id(), segments);
  }

  @Override
  public Optional<DocumentSource> pretraining(long seed) {
    return Optional.of(new TrajectoryDocuments(pretraining, seed));
  }
}
