package org.srl4j.eval.compare.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.prepare.ProblemSplit;
import org.srl4j.core.prepare.StepOptions;
import org.srl4j.eval.ask.Asking;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.eval.compare.settings.ChatTemplateUse;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.settings.EvaluationConfig;
import org.srl4j.eval.solve.Graders;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.expert.Answering;
import org.srl4j.eval.task.expert.NextCallTask;
import org.srl4j.eval.task.expert.Skill;
import org.srl4j.eval.task.expert.TaskTexts;
import org.srl4j.eval.task.expert.TextLimits;
import org.srl4j.eval.task.expert.TrajectoryTask;
import org.srl4j.models.tokenizer.bytepair.BytePairTrainer;
import org.srl4j.models.tokenizer.bytepair.SplitPattern;

/**
 * A comparison on files of expert trajectories.
 *
 * <p>With a model to start from, its tokenizer and chat template are used; without one a tokenizer
 * is learned from the training file, and the base policy is pre-trained on the trajectories that
 * are neither validated nor tested on. Validation problems come from the training file and are the
 * same for every seed; so are the test problems. A seed draws its training problems from the rest.
 */
public final class TrajectorySetup implements TaskSetup {
  private static final String VERSION = "trajectories-2";
  private static final long SPLIT = 51;
  private static final int LEAST_FREQUENCY = 2;
  private static final int HASH_DIGITS = 16;

  private final String name;
  private final EvaluationConfig sizes;
  private final boolean pretrains;
  private final TaskTexts texts;
  private final ProblemSplit<ExpertTrajectory> held;
  private final List<ExpertTrajectory> tested;
  private final List<Long> runs;
  private final String counts;
  private final String version;

  /**
   * A setup.
   *
   * @param config names files, prompts, limits and the model
   * @param log told what is left out
   * @throws IllegalArgumentException if nothing is left, or there are fewer problems than the
   *     config asks for
   * @throws IOException if the model's files cannot be read
   */
  public TrajectorySetup(ComparisonConfig config, Consumer<String> log) throws IOException {
    this(config, TrajectoryFiles.read(config.data(), log), log);
  }

  TrajectorySetup(ComparisonConfig config, TrajectoryFiles files, Consumer<String> log)
      throws IOException {
    this.name = files.format().toString();
    this.sizes = config.evaluation();
    this.runs = config.runs().seeds();
    this.pretrains = config.initFrom().isEmpty();
    Optional<Answering> answering = answering(config, files);
    List<ExpertTrajectory> train = completed(files.train(), answering);
    List<ExpertTrajectory> test = completed(files.test(), answering);
    this.texts = texts(config, answering, train);
    Set<String> prompts = test.stream().map(t -> t.problem().prompt()).collect(Collectors.toSet());
    List<ExpertTrajectory> unseen =
        train.stream().filter(t -> !prompts.contains(t.problem().prompt())).toList();
    this.counts = counts(files, answering, train.size() - unseen.size());
    log.accept(name + ": " + counts);
    requireEnough(unseen.size(), files.test().isEmpty() ? Integer.MAX_VALUE : test.size());
    int heldOut = files.test().isEmpty() ? sizes.test() : 0;
    this.held = ProblemSplit.of(unseen, sizes.validation(), heldOut, SPLIT);
    this.tested = files.test().isEmpty() ? held.test() : test.subList(0, sizes.test());
    this.version =
        VERSION
            + " "
            + hash(train)
            + ", vocabulary "
            + tokenizer().vocabularySize()
            + ", "
            + texts.asking().form().name();
  }

  /** Attempts of agents have no answer. */
  private static Optional<Answering> answering(ComparisonConfig config, TrajectoryFiles files) {
    return files.format().agentFormat().isPresent()
        ? Optional.empty()
        : Optional.of(
            new Answering(
                Graders.named(config.answers().grader(), Graders.DEFAULT_DATA_NAME),
                config.answers().added()));
  }

  private static List<ExpertTrajectory> completed(
      List<ExpertTrajectory> raw, Optional<Answering> answering) {
    return answering.isEmpty() ? raw : raw.stream().map(answering.get()::completed).toList();
  }

  private static TaskTexts texts(
      ComparisonConfig config, Optional<Answering> answering, List<ExpertTrajectory> train)
      throws IOException {
    ModelTexts model = model(config, train);
    TaskTexts open =
        new TaskTexts(
            new Asking(config.prompts(), model.form()),
            answering,
            new StepOptions(config.steps().includeLastStep(), false),
            config.answers().stopStrings(),
            model.tokenizer(),
            config.limits());
    TextLimits limits = config.limits();
    boolean decided = limits.stepTokens() > 0 && limits.solutionTokens() > 0 && limits.turns() > 0;
    TextLimits measured =
        decided ? new TextLimits(0, 0, 0, model.context()) : open.measured(train, model.context());
    return open.within(limits.or(measured));
  }

  private static ModelTexts model(ComparisonConfig config, List<ExpertTrajectory> train)
      throws IOException {
    boolean required = config.chatTemplate() == ChatTemplateUse.REQUIRED;
    if (config.initFrom().isEmpty()) {
      if (required) {
        throw new IllegalArgumentException(
            "chat_template: the recipe wants a model with one; give --model DIR, or"
                + " chat_template=optional, which pre-trains a small policy on plain text");
      }
      return new ModelTexts(learned(config, train), Optional.empty(), config.base().maxLength());
    }
    ModelTexts model = ModelTexts.of(Path.of(config.initFrom()));
    if (required && model.template().isEmpty()) {
      throw new IllegalArgumentException(
          "chat_template: the recipe wants one, but "
              + config.initFrom()
              + " has none, neither chat_template.jinja nor the field chat_template of"
              + " tokenizer_config.json; take the instruct variant of the model, or"
              + " chat_template=optional, which asks in plain text");
    }
    requireAsking(config, model);
    return model;
  }

  /** A template that refuses a system text does so here, and not in training. */
  private static void requireAsking(ComparisonConfig config, ModelTexts model) {
    Asking asking = new Asking(config.prompts(), model.form());
    Problem probe = new Problem("probe", "1 + 1?", "2");
    try {
      asking.solution(probe);
      asking.step(probe, List.of());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "init_from: "
              + config.initFrom()
              + ": "
              + e.getMessage()
              + " (settings prompts.step.system and .user, prompts.solve.system and .user)",
          e);
    }
  }

  private static Tokenizer learned(ComparisonConfig config, List<ExpertTrajectory> train) {
    Asking plain = new Asking(config.prompts(), PromptForm.plain());
    List<String> all = new ArrayList<>();
    for (ExpertTrajectory trajectory : train) {
      all.add(plain.step(trajectory.problem(), trajectory.steps()));
      all.add(plain.solution(trajectory.problem()));
    }
    return new BytePairTrainer(
            config.data().vocabulary(),
            LEAST_FREQUENCY,
            List.of("<think>", "</think>"),
            SplitPattern.QWEN2)
        .train(all);
  }

  private static String counts(
      TrajectoryFiles files, Optional<Answering> answering, int alsoTested) {
    String text = "training trajectories " + files.train().size();
    if (!files.test().isEmpty()) {
      text += ", test trajectories " + files.test().size();
    }
    if (alsoTested > 0) {
      text += "; left out of training because they are test problems: " + alsoTested;
    }
    if (answering.isEmpty()) {
      return text + "; attempts have no answers: solved means exactly the expert's next call";
    }
    List<ExpertTrajectory> all = new ArrayList<>(files.train());
    all.addAll(files.test());
    long added = all.stream().filter(answering.get()::completes).count();
    List<Problem> unusable =
        all.stream()
            .map(ExpertTrajectory::problem)
            .filter(problem -> !answering.get().faultOf(problem).isEmpty())
            .toList();
    text += "; a last step that states the answer was added to " + added;
    return unusable.isEmpty()
        ? text
        : text
            + "; learned from step by step but not asked as a whole, for want of an answer that can"
            + " be graded: "
            + unusable.size()
            + ", first "
            + place(unusable.get(0))
            + " ("
            + answering.get().faultOf(unusable.get(0))
            + ")";
  }

  private static String place(Problem problem) {
    return problem.tags().getOrDefault("source", "problem")
        + ":"
        + problem.tags().getOrDefault("line", problem.id());
  }

  private void requireEnough(int train, int test) {
    int held = sizes.validation() + (test == Integer.MAX_VALUE ? sizes.test() : 0);
    if (train < Math.max(1, sizes.train()) + held || test < sizes.test()) {
      throw new IllegalArgumentException(
          name
              + ": evaluation.train, validation and test ask for "
              + sizes.train()
              + " + "
              + sizes.validation()
              + " and "
              + sizes.test()
              + " problems, there are "
              + train
              + (test == Integer.MAX_VALUE ? " in all" : " and " + test)
              + " ("
              + counts
              + "); lower them or give more data");
    }
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
        sizes.train() == 0 || rest.size() == sizes.train()
            ? rest
            : ProblemSplit.of(rest, 0, sizes.train(), Seeds.derive(seed, SPLIT)).test();
    ProblemSplit<ExpertTrajectory> split = new ProblemSplit<>(train, held.validation(), tested);
    TrajectoryTask task =
        new TrajectoryTask(
            name, version, split, pretrains ? Skill.imitating(rest) : Skill.NONE, texts);
    return texts.answering().isPresent() ? task : new NextCallTask(task, texts);
  }

  @Override
  public Tokenizer tokenizer() {
    return texts.tokenizer();
  }

  @Override
  public PromptForm form() {
    return texts.asking().form();
  }

  @Override
  public String description() {
    return name
        + " ("
        + version
        + "): "
        + (sizes.train() == 0 ? "all" : sizes.train())
        + " training and "
        + sizes.validation()
        + " validation problems per seed from the training file, "
        + sizes.test()
        + " test problems. "
        + counts
        + (pretrains
            ? ". The base policy is pre-trained on the "
                + held.train().size()
                + " other training trajectories with a thinking that computes nothing"
            : "")
        + ". step_loop: one turn per step, past thinking removed; one_pass: one completion. "
        + texts
            .answering()
            .map(judge -> "Graded by " + judge.grader().name() + ", answers in \\boxed{}.")
            .orElse("next_call: solved is exactly the expert's next tool call.");
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Checkpoints and learning rates are chosen by validation accuracy, and among equal"
            + " accuracies by step similarity, so that similarity decides while nothing is solved"
            + " (SFT: by the likelihood of the expert's text).");
    notes.add(room() + "; longer ones are left out, see srl show.");
    return notes;
  }

  /** Seeds draw different problems unless they take all. */
  private String room() {
    Map<String, List<Long>> seeds = new LinkedHashMap<>();
    for (long seed : runs) {
      Task task = task(seed);
      String counts =
          task.steps(Split.TRAIN).size()
              + " training step instances and "
              + task.demonstrations(Split.TRAIN, ExpertText.OUTLINE).size()
              + " whole solutions";
      seeds.computeIfAbsent(counts, unused -> new ArrayList<>()).add(seed);
    }
    if (seeds.size() == 1) {
      return "There is room for " + seeds.keySet().iterator().next() + " per seed";
    }
    return seeds.entrySet().stream()
        .map(
            e ->
                "with seed "
                    + e.getValue().toString().replaceAll("[\\[\\]]", "")
                    + " for "
                    + e.getKey())
        .collect(Collectors.joining(", ", "There is room ", ""));
  }
}
