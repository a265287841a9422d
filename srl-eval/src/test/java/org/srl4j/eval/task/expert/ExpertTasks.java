package org.srl4j.eval.task.expert;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.prepare.ProblemSplit;
import org.srl4j.core.prepare.PromptTemplate;
import org.srl4j.core.prepare.StepOptions;
import org.srl4j.eval.ask.Asking;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.grade.strict.StrictGrader;
import org.srl4j.models.tokenizer.CharTokenizer;

/** Small tasks on expert trajectories, for tests. */
public final class ExpertTasks {
  /** A token a character of ASCII. */
  public static final Tokenizer CHARACTERS =
      CharTokenizer.strict(
          List.of(
              IntStream.concat(IntStream.of('\n'), IntStream.range(' ', 127))
                  .mapToObj(Character::toString)
                  .collect(Collectors.joining())));

  private ExpertTasks() {}

  /** Training on one trajectory, whose answer is stated at its end, asked in plain text. */
  public static TrajectoryTask of(ExpertTrajectory raw) {
    return of(List.of(raw), new StrictGrader(), new TextLimits(40, 60, 4, 2000));
  }

  /** Training on trajectories, whose answers are stated at their ends, asked in plain text. */
  public static TrajectoryTask of(List<ExpertTrajectory> raw, Grader grader, TextLimits limits) {
    Answering answering = new Answering(grader, true);
    List<ExpertTrajectory> completed = raw.stream().map(answering::completed).toList();
    TaskTexts texts =
        new TaskTexts(
            new Asking(PromptTemplate.defaults(), PromptForm.plain()),
            Optional.of(answering),
            StepOptions.defaults(),
            List.of(),
            CHARACTERS,
            limits);
    return new TrajectoryTask(
        "own",
        "v1",
        new ProblemSplit<>(completed, List.of(), List.of()),
        Skill.imitating(completed),
        texts);
  }
}
