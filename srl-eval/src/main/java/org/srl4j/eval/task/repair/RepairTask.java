package org.srl4j.eval.task.repair;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.data.Step;
import org.srl4j.core.data.StepContext;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.swe.run.JavaTestRunner;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.Diagnostics;
import org.srl4j.eval.task.DocumentSource;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.SplitSizes;
import org.srl4j.eval.task.StepLoop;
import org.srl4j.eval.task.Task;

/**
 * REPAIR, the embedded repairs. An issue reports six failing examples, one for each of six broken
 * classes; in each class four constants could be changed so that its example passes, and the hidden
 * tests, which try every input, accept only the constant that the project's convention names.
 *
 * <p>End to end the policy opens files, edits, tests and submits; as oracle it is shown each file
 * before its edit. Past thinking is removed in both; unlike for real checkpoints all observations
 * stay in the prompt, which is short.
 */
public final class RepairTask implements Task {
  /** Raised whenever a text or problem of the same seeds changes. */
  public static final String VERSION = "repair-2";

  /** Context length in tokens: demonstrations with thinking are longest, 361 and about as many. */
  public static final int CONTEXT_LENGTH = 384;

  private static final int STEP_TOKENS = 40;
  private static final int MAX_TURNS = 2 * RepairProblem.MOST_BROKEN + 4;
  private static final long EXPERT_STREAM = 101;

  /** Keeps the benchmark's first name: rollout seeds come from ids, and so do published figures. */
  private final String prefix;

  private final RepairExpert expert;
  private final Map<Split, List<Problem>> problems = new EnumMap<>(Split.class);
  private final Map<String, RepairProblem.Drawn> repairs = new HashMap<>();

  /**
   * A task.
   *
   * @param dataSeed decides projects, bugs and prose
   * @param conventionSeed decides the hidden convention and nothing else
   * @param sizes number of problems a split
   */
  public RepairTask(long dataSeed, long conventionSeed, SplitSizes sizes) {
    this.prefix = "swe-mini-d" + dataSeed + "-c" + conventionSeed + "-";
    RepairConvention convention = RepairConvention.ofSeed(conventionSeed);
    this.expert = new RepairExpert(convention, Seeds.derive(dataSeed, EXPERT_STREAM));
    for (Split split : Split.values()) {
      List<Problem> drawn = new ArrayList<>();
      for (int i = 0; i < sizes.of(split); i++) {
        drawn.add(problem(split, i, dataSeed));
      }
      problems.put(split, List.copyOf(drawn));
    }
  }

  private Problem problem(Split split, int index, long dataSeed) {
    RepairProblem.Drawn drawn;
    int attempt = 0;
    do {
      long seed = Seeds.derive(dataSeed, split.ordinal(), index, attempt++);
      drawn = RepairProblem.draw(RepairProblem.MOST_BROKEN, expert.convention(), new Random(seed));
    } while (repairs.putIfAbsent(drawn.problem().prompt(), drawn) != null);
    String id = prefix + split.name().toLowerCase(Locale.ROOT) + "-" + index;
    return new Problem(
        id,
        drawn.problem().prompt(),
        RepairWorkspace.behaviour(drawn.fixed()),
        Map.of("broken", String.valueOf(RepairProblem.MOST_BROKEN)));
  }

  @Override
  public String name() {
    return "repair";
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public List<Problem> problems(Split split) {
    return problems.get(split);
  }

  @Override
  public List<ExpertTrajectory> trajectories(Split split) {
    return problems(split).stream().map(this::trajectory).toList();
  }

  private ExpertTrajectory trajectory(Problem problem) {
    return expert.trajectory(problem, repair(problem));
  }

  private RepairProblem repair(Problem problem) {
    return drawn(problem).problem();
  }

  private RepairProblem.Drawn drawn(Problem problem) {
    RepairProblem.Drawn drawn = repairs.get(problem.prompt());
    if (drawn == null) {
      throw new IllegalArgumentException("problem: " + problem.id() + " is not of this task");
    }
    return drawn;
  }

  @Override
  public RolloutPrompt stepPrompt(StepContext context) {
    return Task.super.stepPrompt(context.requireNoHint());
  }

  @Override
  public Decoding singleStep() {
    return new Decoding("step", TurnProtocol.singleTurn(), List.of("\n"), STEP_TOKENS);
  }

  @Override
  public Decoding stepLoop() {
    return loop("end_to_end", false);
  }

  @Override
  public Decoding onePass() {
    return loop("oracle", true);
  }

  private Decoding loop(String name, boolean filesGiven) {
    RepairLoop environment = new RepairLoop(repairs, filesGiven);
    StepLoop loop = new StepLoop(MAX_TURNS, RepairLoop::isLast, environment);
    return new Decoding(name, loop, List.of("\n"), STEP_TOKENS);
  }

  /** By how the project behaves after a submission; hidden tests pass iff it is the gold one. */
  @Override
  public Verdict verdict(Problem problem, List<String> turns) {
    RepairWorkspace workspace = RepairWorkspace.after(repair(problem), actions(turns));
    Optional<String> behaviour =
        workspace.isSubmitted() ? Optional.of(workspace.behaviour()) : Optional.empty();
    return Verdict.of(behaviour, problem.answer());
  }

  private static List<String> actions(List<String> turns) {
    return turns.stream().map(StepLoop::visible).toList();
  }

  /** Compiles each repair with the hidden tests and runs them in a contained child JVM. */
  @Override
  public Optional<List<Boolean>> audit(
      Path folder, List<Problem> problems, List<List<String>> turns) throws IOException {
    List<RepairAudit.Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < problems.size(); i++) {
      Problem problem = problems.get(i);
      RepairWorkspace after = RepairWorkspace.after(repair(problem), actions(turns.get(i)));
      attempts.add(new RepairAudit.Attempt(problem, drawn(problem), after));
    }
    try (JavaTestRunner runner = JavaTestRunner.ofOwnPrograms()) {
      RepairAudit audit = new RepairAudit(runner, folder);
      return Optional.of(audit.resolved(attempts, folder.getFileName().toString()));
    }
  }

  @Override
  public String expertText(Problem problem) {
    return trajectory(problem).steps().stream().map(Step::text).collect(Collectors.joining("\n"));
  }

  @Override
  public Set<ExpertText> expertTexts() {
    return EnumSet.allOf(ExpertText.class);
  }

  @Override
  public Demonstration demonstration(ExpertTrajectory trajectory, ExpertText expertText) {
    Problem problem = trajectory.problem();
    return expert.demonstration(problem, repair(problem), expertText);
  }

  @Override
  public Optional<DocumentSource> pretraining(long seed) {
    return Optional.of(new RepairDocuments(seed));
  }

  @Override
  public boolean judgesSteps() {
    return true;
  }

  @Override
  public Diagnostics diagnose(Problem problem, List<String> turns) {
    return RepairDiagnosis.of(repair(problem), expert.convention(), turns);
  }
}
