package org.srl4j.core.prepare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;

/**
 * Reads GSM8K (Cobbe et al., arXiv:2110.14168): rows {@code {"question", "answer"}}, a step per
 * line of {@code answer}, the final answer after {@code ####} on its last line. Blank lines are no
 * steps.
 *
 * <p>In the socratic form a line is {@code sub-question ** step}: the sub-question becomes the
 * step's title. Thousands separators are taken out of the final answer, as the set's own scoring
 * does. Rows without a final answer, or without a step, are dropped and counted. Ids are {@code
 * fileStem-row}, rows counted from 1.
 *
 * @param keepMarks whether the calculator marks {@code <<48/2=24>>} stay in the step texts
 */
public record Gsm8kReader(boolean keepMarks) implements TrajectoryReader {
  private static final String ANSWER = "####";
  private static final String SOCRATIC = " ** ";

  /** A reader that strips the calculator marks. */
  public Gsm8kReader() {
    this(false);
  }

  @Override
  public TrajectorySet read(Path file, JsonRow.Source objects) {
    return TrajectoryCollector.collect(file, objects, (row, notes) -> parse(row));
  }

  private ExpertTrajectory parse(JsonRow row) throws UnusableRowException {
    String question = row.text("question");
    String solution = row.gold("answer").orElseThrow(() -> new UnusableRowException("no answer"));
    int mark = solution.lastIndexOf(ANSWER);
    if (mark < 0) {
      throw new UnusableRowException("no '#### answer' line");
    }
    String answer = solution.substring(mark + ANSWER.length()).strip().replace(",", "");
    if (answer.isEmpty() || answer.lines().count() > 1) {
      throw new UnusableRowException("no single answer after '####'");
    }
    List<Step> steps = steps(solution.substring(0, mark));
    String id = row.fileStem() + "-" + row.number();
    return new ExpertTrajectory(new Problem(id, question, answer, row.origin()), steps);
  }

  private List<Step> steps(String text) throws UnusableRowException {
    List<Step> steps = new ArrayList<>();
    for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
      int cut = line.indexOf(SOCRATIC);
      String action = cut < 0 ? line : line.substring(cut + SOCRATIC.length());
      String step = (keepMarks ? action : CalculatorMarks.strip(action)).strip();
      if (step.isEmpty()) {
        throw new UnusableRowException("a step without text");
      }
      Optional<String> title =
          cut < 0 ? Optional.empty() : Optional.of(line.substring(0, cut).strip());
      steps.add(new Step(steps.size() + 1, title, step));
    }
    if (steps.isEmpty()) {
      throw new UnusableRowException("no steps");
    }
    return steps;
  }
}
