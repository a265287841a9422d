package org.srl4j.eval.task.expert;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.srl4j.core.answer.Spoken;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.StepContext;
import org.srl4j.core.prepare.ProblemSplit;
import org.srl4j.core.prepare.StepInstances;
import org.srl4j.core.prepare.StepOptions;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.Diagnostics;
import org.srl4j.eval.task.DocumentSource;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.LeftOut;
import org.srl4j.eval.task.LeftOut.Kind;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.TextSegment;

/**
 * Problems and expert trajectories of a data set (s1K, GSM8K, agents' attempts, the toolkit's own
 * JSONL, ...), asked as {@link TaskTexts} say: through a model's chat template if it has one.
 *
 * <p>Steps keep their lines. A turn ends with the end-of-turn token, a stop string or the limit.
 * Answers stand in {@code \boxed{}} and one grader judges them in rewards, validation and tests.
 * Problems whose gold answer it cannot read are learned from step by step, but not asked; step
 * prompts and demonstrations that the context has no room for are left out. Steps of files cannot
 * be judged; a {@link Skill} can judge those of generated problems.
 */
public final class TrajectoryTask implements Task {
  private final String name;
  private final String version;
  private final TaskTexts texts;
  private final Map<Split, List<ExpertTrajectory>> trajectories = new EnumMap<>(Split.class);
  private final Map<Split, List<Problem>> problems = new EnumMap<>(Split.class);
  private final Map<String, ExpertTrajectory> byProblem = new HashMap<>();
  private final Map<String, Problem> byPrompt = new HashMap<>();
  private final Skill skill;
  private final Map<Object, List<?>> fitting = new ConcurrentHashMap<>();

  /**
   * A task.
   *
   * @param name short stable name, e.g. {@code gsm8k}
   * @param version changes with the data
   * @param split the problems of each part
   * @param skill what is known beyond the trajectories
   * @param texts how all is asked
   */
  public TrajectoryTask(
      String name,
      String version,
      ProblemSplit<ExpertTrajectory> split,
      Skill skill,
      TaskTexts texts) {
    this.name = name;
    this.version = version;
    this.texts = texts;
    this.skill = Objects.requireNonNull(skill, "skill");
    trajectories.put(Split.TRAIN, split.train());
    trajectories.put(Split.VALIDATION, split.validation());
    trajectories.put(Split.TEST, split.test());
    for (Map.Entry<Split, List<ExpertTrajectory>> part : trajectories.entrySet()) {
      part.getValue().forEach(t -> byProblem.put(t.problem().id(), t));
      List<Problem> asked =
          part.getValue().stream()
              .map(ExpertTrajectory::problem)
              .filter(problem -> texts.faultOf(problem).isEmpty())
              .toList();
      problems.put(part.getKey(), asked);
      asked.forEach(problem -> byPrompt.put(texts.asking().solution(problem), problem));
    }
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
    return problems.get(split);
  }

  @Override
  public List<ExpertTrajectory> trajectories(Split split) {
    return trajectories.get(split);
  }

  @Override
  public List<StepContext> steps(Split split) {
    return steps(split, false);
  }

  /** A hint takes room too. */
  @Override
  public List<StepContext> hintedSteps(Split split) {
    return steps(split, true);
  }

  private List<StepContext> steps(Split split, boolean hinted) {
    StepOptions options = new StepOptions(texts.instances().includeLastStep(), hinted);
    return kept(
        List.of(split, hinted),
        trajectories.get(split).stream().flatMap(t -> StepInstances.of(t, options).stream()),
        context ->
            texts.tooLong(texts.asking().step(context), texts.limits().stepTokens()).isEmpty(),
        "step instances");
  }

  @Override
  public List<Demonstration> demonstrations(Split split, ExpertText expertText) {
    return kept(
        Map.entry(split, expertText),
        trajectories.get(split).stream()
            .filter(t -> expertText != ExpertText.FULL || t.reasoning().isPresent())
            .map(t -> demonstration(t, expertText)),
        shown -> texts.tooLong(shown.text(), 1).isEmpty(),
        "demonstrations");
  }

  /** What has room; computed once. */
  @SuppressWarnings("unchecked")
  private <T> List<T> kept(Object key, Stream<T> all, Predicate<T> fits, String what) {
    return (List<T>)
        fitting.computeIfAbsent(
            key,
            unused -> {
              List<T> there = all.toList();
              List<T> kept = there.stream().filter(fits).toList();
              if (kept.isEmpty() && !there.isEmpty()) {
                throw new IllegalArgumentException(
                    name
                        + ": none of "
                        + there.size()
                        + " "
                        + what
                        + " fits into "
                        + texts.limits().context()
                        + " tokens; raise limits.context, or lower limits.step_tokens");
              }
              return kept;
            });
  }

  @Override
  public List<LeftOut> leftOut(Split split) {
    List<LeftOut> all = new ArrayList<>();
    boolean reasoned = expertTexts().contains(ExpertText.FULL);
    for (ExpertTrajectory trajectory : trajectories.get(split)) {
      String id = trajectory.problem().id();
      texts
          .faultOf(trajectory.problem())
          .ifPresent(fault -> all.add(new LeftOut(id, Kind.NOT_ASKED, fault)));
      for (StepContext context : StepInstances.of(trajectory, texts.instances())) {
        texts
            .tooLong(texts.asking().step(context), texts.limits().stepTokens())
            .ifPresent(fault -> all.add(new LeftOut(context.id(), Kind.STEP_NOT_LEARNED, fault)));
      }
      texts
          .tooLong(demonstration(trajectory, ExpertText.OUTLINE).text(), 1)
          .ifPresent(fault -> all.add(new LeftOut(id, Kind.OUTLINE_NOT_IMITATED, fault)));
      if (reasoned) {
        reasoningFault(trajectory)
            .ifPresent(fault -> all.add(new LeftOut(id, Kind.REASONING_NOT_IMITATED, fault)));
      }
    }
    return all;
  }

  private Optional<String> reasoningFault(ExpertTrajectory trajectory) {
    return trajectory.reasoning().isEmpty()
        ? Optional.of("there is none")
        : texts.tooLong(demonstration(trajectory, ExpertText.FULL).text(), 1);
  }

  @Override
  public RolloutPrompt stepPrompt(StepContext context) {
    return new RolloutPrompt(
        context.id(), texts.asking().step(context), context.expertStep().text());
  }

  @Override
  public RolloutPrompt problemPrompt(Problem problem) {
    return new RolloutPrompt(problem.id(), texts.asking().solution(problem), problem.answer());
  }

  @Override
  public boolean hasRoom(String prompt) {
    return texts.tooLong(prompt, texts.limits().stepTokens()).isEmpty();
  }

  @Override
  public Decoding singleStep() {
    return texts.decoding("step", TurnProtocol.singleTurn(), texts.limits().stepTokens());
  }

  @Override
  public Decoding stepLoop() {
    StepTurns turns = new StepTurns(texts.asking(), byPrompt, texts.limits().turns());
    return texts.decoding("step_loop", turns, texts.limits().stepTokens());
  }

  @Override
  public Decoding onePass() {
    return texts.decoding("one_pass", TurnProtocol.singleTurn(), texts.limits().solutionTokens());
  }

  @Override
  public Verdict verdict(Problem problem, List<String> turns) {
    return texts
        .answering()
        .map(
            judge ->
                judge.verdict(
                    problem,
                    Spoken.openedBy(texts.asking().solution(problem))
                        + turns.get(turns.size() - 1)))
        .orElse(Verdict.INVALID);
  }

  @Override
  public String expertText(Problem problem) {
    ExpertTrajectory known = byProblem.get(problem.id());
    return known == null ? "" : SolutionText.of(known);
  }

  @Override
  public Set<ExpertText> expertTexts() {
    Set<ExpertText> known = EnumSet.of(ExpertText.OUTLINE);
    List<ExpertTrajectory> train = trajectories.get(Split.TRAIN);
    if (train.stream().anyMatch(t -> t.reasoning().isPresent())) {
      known.add(ExpertText.FULL);
    }
    if (train.stream().anyMatch(t -> skill.spelledOut(t).isPresent())) {
      known.add(ExpertText.STUDENT_FRIENDLY);
    }
    return known;
  }

  @Override
  public Demonstration demonstration(ExpertTrajectory trajectory, ExpertText expertText) {
    Optional<String> thought =
        switch (expertText) {
          case OUTLINE -> Optional.empty();
          case FULL -> trajectory.reasoning();
          case STUDENT_FRIENDLY -> skill.spelledOut(trajectory);
        };
    if (expertText != ExpertText.OUTLINE && thought.isEmpty()) {
      throw new IllegalArgumentException(
          "expertText: " + name + " knows " + expertTexts() + ", got " + expertText);
    }
    String think = thought.map(text -> "<think>\n" + text + "\n</think>\n\n").orElse("");
    return new Demonstration(
        trajectory.problem().id(),
        List.of(
            new TextSegment(texts.asking().solution(trajectory.problem()), false),
            new TextSegment(think + SolutionText.of(trajectory), true)));
  }

  @Override
  public Optional<DocumentSource> pretraining(long seed) {
    return skill.documents(texts.asking(), seed);
  }

  @Override
  public boolean thinksEachTurn() {
    return skill.thinksEachTurn();
  }

  @Override
  public boolean judgesSteps() {
    return skill.judgesSteps();
  }

  @Override
  public Diagnostics diagnose(Problem problem, List<String> turns) {
    ExpertTrajectory known = byProblem.get(problem.id());
    if (known == null) {
      return Diagnostics.NONE;
    }
    String prompt = texts.asking().solution(problem);
    List<String> actions = turns.stream().map(turn -> StepTurns.action(prompt, turn)).toList();
    return skill.diagnose(problem, known.steps(), actions);
  }
}
