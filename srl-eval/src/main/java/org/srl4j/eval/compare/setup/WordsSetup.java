package org.srl4j.eval.compare.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.prepare.ProblemSplit;
import org.srl4j.core.prepare.StepOptions;
import org.srl4j.eval.ask.Asking;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.settings.EvaluationConfig;
import org.srl4j.eval.solve.Graders;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.SplitSizes;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.expert.Answering;
import org.srl4j.eval.task.expert.TaskTexts;
import org.srl4j.eval.task.expert.TextLimits;
import org.srl4j.eval.task.expert.TrajectoryTask;
import org.srl4j.eval.task.words.WordsProblems;
import org.srl4j.eval.task.words.WordsSkill;
import org.srl4j.eval.task.words.WordsTexts;

/**
 * The embedded benchmark WORDS: each seed has problems and a hidden convention of its own. All is
 * asked and judged as a recipe for files of trajectories says, by {@link TrajectoryTask}.
 */
public final class WordsSetup implements TaskSetup {
  private static final TextLimits USUAL = new TextLimits(80, 400, 6, Integer.MAX_VALUE);

  private final SplitSizes sizes;
  private final TaskTexts texts;
  private final boolean own;

  /**
   * A setup.
   *
   * @param config names prompts, grader, limits, sizes and the model
   * @throws IOException if the model's files cannot be read
   */
  public WordsSetup(ComparisonConfig config) throws IOException {
    EvaluationConfig asked = config.evaluation();
    this.sizes = new SplitSizes(asked.train(), asked.validation(), asked.test());
    this.own = config.initFrom().isEmpty();
    ModelTexts model =
        own
            ? new ModelTexts(
                WordsTexts.tokenizer(),
                Optional.of(WordsTexts.template()),
                config.base().maxLength())
            : ModelTexts.of(Path.of(config.initFrom()));
    this.texts =
        new TaskTexts(
                new Asking(config.prompts(), model.form()),
                Optional.of(
                    new Answering(
                        Graders.named(config.answers().grader(), Graders.DEFAULT_DATA_NAME),
                        false)),
                new StepOptions(config.steps().includeLastStep(), false),
                config.answers().stopStrings(),
                model.tokenizer(),
                config.limits())
            .within(config.limits().or(USUAL).or(new TextLimits(0, 0, 0, model.context())));
  }

  @Override
  public Task task(long seed) {
    WordsProblems problems = new WordsProblems(seed, sizes);
    ProblemSplit<ExpertTrajectory> split =
        new ProblemSplit<>(
            problems.trajectories(Split.TRAIN),
            problems.trajectories(Split.VALIDATION),
            problems.trajectories(Split.TEST));
    return new TrajectoryTask("words", WordsProblems.VERSION, split, new WordsSkill(), texts);
  }

  @Override
  public Tokenizer tokenizer() {
    return texts.tokenizer();
  }

  @Override
  public Optional<String> chatTemplate() {
    return own ? Optional.of(WordsTexts.TEMPLATE) : Optional.empty();
  }

  @Override
  public PromptForm form() {
    return texts.asking().form();
  }

  @Override
  public String description() {
    return "WORDS ("
        + WordsProblems.VERSION
        + "): word problems of "
        + WordsProblems.EVENTS
        + " events, two a step, in a hidden conventional order; "
        + sizes.train()
        + " training, "
        + sizes.validation()
        + " validation, "
        + sizes.test()
        + " test problems per seed. step_loop: one turn per step, past thinking removed; one_pass: one"
        + " completion. Graded by "
        + texts.answering().orElseThrow().grader().name()
        + ", answers in \\boxed{}.";
  }

  @Override
  public List<String> notes() {
    return List.of(
        "A random order of the events, applied without error, is right in at most 4 of 40,320"
            + " cases (0.0099 %) on every problem.");
  }
}
