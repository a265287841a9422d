package org.srl4j.eval.task.order;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
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
 * The embedded benchmark. All its splits are HARD problems: eight of the twelve operations, four
 * expert steps and the answer.
 *
 * <p>What it shows: expert steps skip what a small policy must write out, so imitating the expert's
 * text loses the ability to compute, while SRL keeps the policy's own thinking and changes only its
 * actions. It does not show that imitation is worse when the expert's text is fit for the student;
 * {@link ExpertText#STUDENT_FRIENDLY} is the control in which imitation wins.
 */
public final class OrderTask implements Task {
  /** Raised whenever a text or problem of the same seeds changes. */
  public static final String VERSION = "order-1";

  /** Operations of a HARD problem. */
  public static final int HARD_OPERATIONS = 8;

  /**
   * Context length in tokens that every rollout and demonstration fits into. The longest possible
   * prompt has 26, a step of {@link ExpertText#FULL} 55, the text of it 253; the longest prompt of
   * the step loop is 26 and five actions of 56.
   */
  public static final int CONTEXT_LENGTH = 320;

  /** 100 training, 40 validation and 100 test problems. */
  public static final SplitSizes DEFAULT_SIZES = new SplitSizes(100, 40, 100);

  private static final int STEP_TOKENS = 56;
  private static final int ONE_PASS_TOKENS = 232;
  private static final int MAX_TURNS = HARD_OPERATIONS / OrderStep.LEAP + 2;
  private static final long EASY_STREAM = 100;
  private static final long EXPERT_STREAM = 101;
  private static final long LUCK_STREAM = 102;

  private final long dataSeed;
  private final long conventionSeed;
  private final OrderExpert expert;
  private final Map<Split, List<Problem>> problems = new EnumMap<>(Split.class);

  /**
   * A task.
   *
   * @param dataSeed decides problems, fillers and prose
   * @param conventionSeed decides the hidden order and nothing else
   * @param sizes number of problems a split
   */
  public OrderTask(long dataSeed, long conventionSeed, SplitSizes sizes) {
    this.dataSeed = dataSeed;
    this.conventionSeed = conventionSeed;
    HiddenConvention convention = HiddenConvention.ofSeed(conventionSeed);
    this.expert = new OrderExpert(convention, Seeds.derive(dataSeed, EXPERT_STREAM));
    Set<String> seen = new HashSet<>();
    for (Split split : Split.values()) {
      List<Problem> drawn = new ArrayList<>();
      for (int i = 0; i < sizes.of(split); i++) {
        drawn.add(problem(split, i, seen));
      }
      problems.put(split, List.copyOf(drawn));
    }
  }

  @Override
  public String name() {
    return "order";
  }

  @Override
  public String version() {
    return VERSION;
  }

  /** The hidden order; for reports and tests, never for prompts. */
  public HiddenConvention convention() {
    return expert.convention();
  }

  @Override
  public List<Problem> problems(Split split) {
    return problems.get(split);
  }

  /**
   * EASY problems: one or two operations, alternating. A base solves the former; the latter only as
   * often as its random order is right.
   *
   * @param count how many, at least 0
   * @return problems with ids of their own
   */
  public List<Problem> easyProblems(int count) {
    List<Problem> easy = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Random random = new Random(Seeds.derive(dataSeed, EASY_STREAM, i));
      easy.add(problem(id("easy", i), "easy", OrderProblem.draw(1 + i % 2, random)));
    }
    return easy;
  }

  @Override
  public List<ExpertTrajectory> trajectories(Split split) {
    return problems(split).stream().map(expert::trajectory).toList();
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
    StepLoop loop = new StepLoop(MAX_TURNS, OrderDiagnosis::isAnswer);
    return new Decoding("step_loop", loop, List.of("\n"), STEP_TOKENS);
  }

  @Override
  public Decoding onePass() {
    return new Decoding("one_pass", TurnProtocol.singleTurn(), List.of(), ONE_PASS_TOKENS);
  }

  @Override
  public Verdict verdict(Problem problem, List<String> turns) {
    return Verdict.of(OrderDiagnosis.answer(turns.get(turns.size() - 1)), problem.answer());
  }

  @Override
  public String expertText(Problem problem) {
    return expert.trajectory(problem).steps().stream()
        .map(Step::text)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public Set<ExpertText> expertTexts() {
    return EnumSet.allOf(ExpertText.class);
  }

  @Override
  public Demonstration demonstration(ExpertTrajectory trajectory, ExpertText expertText) {
    return expert.demonstration(trajectory, expertText);
  }

  @Override
  public Optional<DocumentSource> pretraining(long seed) {
    return Optional.of(new PretrainingDocuments(seed, PretrainingOptions.DEFAULT));
  }

  @Override
  public boolean judgesSteps() {
    return true;
  }

  @Override
  public Diagnostics diagnose(Problem problem, List<String> turns) {
    OrderProblem order = OrderProblem.parse(problem.prompt());
    return OrderDiagnosis.of(order, expert.solve(order), turns);
  }

  /**
   * How often a random order solves this task's own problems.
   *
   * @param split which problems
   * @param rolloutsPerProblem random orders tried on each, at least 1
   * @return the counts
   */
  public LuckEstimate luck(Split split, int rolloutsPerProblem) {
    List<OrderProblem> drawn =
        problems(split).stream().map(p -> OrderProblem.parse(p.prompt())).toList();
    long seed = Seeds.derive(dataSeed, LUCK_STREAM);
    return LuckEstimate.of(drawn, convention(), rolloutsPerProblem, seed);
  }

  private Problem problem(Split split, int index, Set<String> seen) {
    OrderProblem drawn;
    int attempt = 0;
    do {
      long seed = Seeds.derive(dataSeed, split.ordinal(), index, attempt++);
      drawn = OrderProblem.draw(HARD_OPERATIONS, new Random(seed));
    } while (!seen.add(drawn.key()));
    return problem(id(split.name().toLowerCase(Locale.ROOT), index), "hard", drawn);
  }

  private Problem problem(String id, String level, OrderProblem drawn) {
    String answer = DigitState.text(expert.answer(drawn));
    String operations = String.valueOf(drawn.shown().size());
    return new Problem(
        id, drawn.prompt(), answer, Map.of("level", level, "operations", operations));
  }

  private String id(String part, int index) {
    return "order-d" + dataSeed + "-c" + conventionSeed + "-" + part + "-" + index;
  }
}
