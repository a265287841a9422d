package org.srl4j.eval.compare.setup;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.prepare.ProblemSplit;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.settings.EvaluationConfig;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.TextSegment;
import org.srl4j.eval.task.TrajectoryTask;
import org.srl4j.models.tokenizer.bytepair.BytePairTrainer;
import org.srl4j.models.tokenizer.bytepair.SplitPattern;

/**
 * A comparison on a data set of expert trajectories.
 *
 * <p>The tokenizer is learned from the training file. Trajectories without a gold answer, and those
 * whose text is longer than the policy's context, and those with a step that would end the solution
 * early, are left out and counted. Validation problems come from the training file and are the same
 * for every seed; so are the test problems. A seed draws its training problems from the rest, and
 * the base policy is pre-trained on all of the rest.
 */
public final class TrajectorySetup implements TaskSetup {
  private static final String VERSION = "trajectories-1";
  private static final long SPLIT = 51;
  private static final int LEAST_FREQUENCY = 2;
  private static final int HASH_DIGITS = 16;

  private final Data data;
  private final EvaluationConfig sizes;
  private final Tokenizer tokenizer;
  private final ProblemSplit<ExpertTrajectory> held;
  private final List<ExpertTrajectory> tested;
  private final TrajectoryTask.Limits limits;
  private final String counts;
  private final String version;

  /**
   * What the files hold.
   *
   * @param name of the data, e.g. {@code gsm8k}
   * @param train the training file's trajectories
   * @param test the test file's
   * @param vocabulary tokens to learn, at least 260
   */
  public record Data(
      String name, List<ExpertTrajectory> train, List<ExpertTrajectory> test, int vocabulary) {
    /** Copies the lists. */
    public Data {
      train = List.copyOf(train);
      test = List.copyOf(test);
    }
  }

  /**
   * A setup.
   *
   * @param data what the files hold
   * @param config sizes of splits and the context length, {@code base.max_length}
   * @param log told what is left out
   * @throws IllegalArgumentException if nothing fits, or there are fewer problems than the config
   *     asks for
   */
  public TrajectorySetup(Data data, ComparisonConfig config, Consumer<String> log) {
    this.data = data;
    this.sizes = config.evaluation();
    List<ExpertTrajectory> train = answered(data.train());
    List<ExpertTrajectory> test = answered(data.test());
    this.tokenizer = tokenizer(train, data.vocabulary());
    int context = config.base().maxLength();
    List<ExpertTrajectory> fitting = fitting(train, context, "training");
    List<ExpertTrajectory> testable = fitting(test, context, "test");
    Set<String> prompts =
        testable.stream().map(t -> t.problem().prompt()).collect(Collectors.toSet());
    List<ExpertTrajectory> unseen =
        fitting.stream().filter(t -> !prompts.contains(t.problem().prompt())).toList();
    this.counts =
        count("training", data.train(), train, fitting, context)
            + "; "
            + count("test", data.test(), test, testable, context)
            + "; left out of training because they are test problems: "
            + (fitting.size() - unseen.size());
    log.accept(
        data.name()
            + ": "
            + counts
            + firstWithoutGold(data.train())
            + firstWithoutGold(data.test()));
    requireEnough(unseen.size(), testable.size());
    this.held = ProblemSplit.of(unseen, sizes.validation(), 0, SPLIT);
    this.limits = limits(fitting);
    this.version = VERSION + " " + hash(fitting) + ", vocabulary " + tokenizer.vocabularySize();
    this.tested = List.copyOf(testable.subList(0, sizes.test()));
  }

  private static List<ExpertTrajectory> answered(List<ExpertTrajectory> raw) {
    List<ExpertTrajectory> answered =
        raw.stream()
            .filter(TrajectorySetup::hasGold)
            .filter(t -> !TrajectoryTask.endsEarly(t))
            .map(TrajectoryTask::rendered)
            .toList();
    if (answered.isEmpty()) {
      throw new IllegalArgumentException(
          "none of the "
              + raw.size()
              + " trajectories has a gold answer and no early step that begins with ####"
              + firstWithoutGold(raw)
              + ", so nothing could be graded; choose other data or the right --format");
    }
    return answered;
  }

  private static boolean hasGold(ExpertTrajectory trajectory) {
    return !trajectory.problem().answer().isBlank();
  }

  /** Where the first trajectory without a gold answer stands; nothing if all have one. */
  private static String firstWithoutGold(List<ExpertTrajectory> all) {
    return all.stream()
        .filter(trajectory -> !hasGold(trajectory))
        .findFirst()
        .map(ExpertTrajectory::problem)
        .map(
            problem ->
                "; first without an answer "
                    + problem.tags().getOrDefault("source", "problem")
                    + ":"
                    + problem.tags().getOrDefault("line", problem.id()))
        .orElse("");
  }

  private static Tokenizer tokenizer(List<ExpertTrajectory> train, int vocabulary) {
    List<String> texts = new ArrayList<>();
    for (ExpertTrajectory trajectory : train) {
      texts.add(trajectory.problem().prompt());
      trajectory.steps().forEach(step -> texts.add(step.text() + "\n"));
    }
    return new BytePairTrainer(
            vocabulary, LEAST_FREQUENCY, List.of("<think>", "</think>"), SplitPattern.QWEN2)
        .train(texts);
  }

  private List<ExpertTrajectory> fitting(
      List<ExpertTrajectory> trajectories, int context, String what) {
    List<ExpertTrajectory> fitting =
        trajectories.stream().filter(t -> tokens(t).total() < context).toList();
    if (fitting.isEmpty()) {
      int shortest = trajectories.stream().mapToInt(t -> tokens(t).total()).min().orElse(0);
      throw new IllegalArgumentException(
          data.name()
              + ": none of the "
              + trajectories.size()
              + " "
              + what
              + " trajectories with an answer fits into the context of "
              + context
              + " tokens, the shortest has "
              + shortest
              + "; raise base.max_length");
    }
    return fitting;
  }

  /** Tokens of the longest text of a trajectory: the whole, and its longest step. */
  private record Length(int total, int solution, int step) {}

  private Length tokens(ExpertTrajectory trajectory) {
    Demonstration text = TrajectoryTask.longestText(trajectory);
    int prompt = 0;
    int solution = 0;
    int longest = 0;
    for (TextSegment segment : text.segments()) {
      int length = tokenizer.encode(segment.text()).length;
      if (segment.counted()) {
        solution += length;
        longest = Math.max(longest, length);
      } else {
        prompt += length;
      }
    }
    return new Length(prompt + solution, solution, longest);
  }

  private static String count(
      String what,
      List<ExpertTrajectory> all,
      List<ExpertTrajectory> answered,
      List<ExpertTrajectory> fitting,
      int context) {
    long gold = all.stream().filter(t -> !t.problem().answer().isBlank()).count();
    Set<String> used = fitting.stream().map(t -> t.problem().id()).collect(Collectors.toSet());
    long already =
        all.stream()
            .filter(t -> used.contains(t.problem().id()))
            .filter(TrajectoryTask::endsWithAnswer)
            .count();
    return String.format(
        "%s trajectories %d, without an answer %d, longer than %d tokens %d, with an early step"
            + " that begins with #### %d; the last step \"#### answer\" was added to %d, %d had it",
        what,
        all.size(),
        all.size() - gold,
        context,
        answered.size() - fitting.size(),
        gold - answered.size(),
        fitting.size() - already,
        already);
  }

  private void requireEnough(int train, int test) {
    if (train < sizes.train() + sizes.validation() || test < sizes.test()) {
      throw new IllegalArgumentException(
          data.name()
              + ": evaluation.train, validation and test ask for "
              + sizes.train()
              + " + "
              + sizes.validation()
              + " and "
              + sizes.test()
              + " problems, there are "
              + train
              + " and "
              + test
              + " ("
              + counts
              + "); lower them or give more data");
    }
  }

  private TrajectoryTask.Limits limits(List<ExpertTrajectory> fitting) {
    int step = 1;
    int solution = 1;
    int turns = 1;
    for (ExpertTrajectory trajectory : fitting) {
      Length length = tokens(trajectory);
      step = Math.max(step, length.step());
      solution = Math.max(solution, length.solution() + 1);
      turns = Math.max(turns, trajectory.steps().size());
    }
    return new TrajectoryTask.Limits(step, solution, turns);
  }

  /** Base policies of other data must not be taken for these. */
  private static String hash(List<ExpertTrajectory> trajectories) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    for (ExpertTrajectory trajectory : trajectories) {
      DigestUtils.updateDigest(digest, trajectory.problem().prompt());
      trajectory.steps().forEach(step -> DigestUtils.updateDigest(digest, step.text()));
    }
    return Hex.encodeHexString(digest.digest()).substring(0, HASH_DIGITS);
  }

  @Override
  public Task task(long seed) {
    List<ExpertTrajectory> rest = held.train();
    List<ExpertTrajectory> train =
        rest.size() == sizes.train()
            ? rest
            : ProblemSplit.of(rest, 0, sizes.train(), Seeds.derive(seed, SPLIT)).test();
    return new TrajectoryTask(
        data.name(), version, new ProblemSplit<>(train, held.validation(), tested), rest, limits);
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public String description() {
    return data.name()
        + " ("
        + version
        + "): "
        + sizes.train()
        + " training and "
        + sizes.validation()
        + " validation problems a seed from the training file, the first "
        + sizes.test()
        + " test problems. "
        + counts
        + ". The base policy is pre-trained on the "
        + held.train().size()
        + " other training trajectories with a thinking that computes"
        + " nothing. step_loop: one turn a step, past thinking removed; one_pass: one completion."
        + " Graded by what follows the last #### at the start of a line: the same number, or the"
        + " same text.";
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Checkpoints and learning rates are chosen by validation accuracy, and among equal"
            + " accuracies by step similarity, so that similarity decides while nothing is solved"
            + " (SFT: by the likelihood of the expert's text).");
  }
}
