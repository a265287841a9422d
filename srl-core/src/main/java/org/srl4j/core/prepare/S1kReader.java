package org.srl4j.core.prepare;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.core.answer.Boxes;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;

/**
 * Reads s1K (Muennighoff et al., arXiv:2501.19393) in two schemas. Rows with {@code
 * deepseek_attempt} are s1K-1.1: the problem is {@code question} and the outline is DeepSeek-R1's
 * final answer, the text the paper takes its steps from. Other rows have {@code problem} and the
 * outline in {@code solution}.
 *
 * <p>The outline is a list {@code 1. **Title**: text} whose steps go on over several lines; the
 * title is not part of the step's text. What does not parse is dropped and counted by reason, as
 * the paper's first version does. Text before the first step is left out and counted as a note;
 * text after the last step is part of that step, which is no target in the paper's N-1 instances.
 *
 * <p>The gold answer is the last box of {@code solution}, see {@link Boxes#last}; else {@code
 * solution} itself if it is one line of at most {@value #BARE_ANSWER} characters; else the last box
 * of the attempt if {@code deepseek_grade} is {@code Yes}; else empty. Ids are {@code fileStem-id},
 * or the row number counted from 1 where a row has no id.
 *
 * @param outline which solutions have steps
 */
public record S1kReader(Outline outline) implements TrajectoryReader {
  /** Longest one-line solution, in UTF-16 units, that counts as a bare answer. */
  static final int BARE_ANSWER = 20;

  private static final String ATTEMPT = "deepseek_attempt";
  private static final String THINKING = "deepseek_thinking_trajectory";
  private static final String GRADE = "deepseek_grade";
  private static final List<String> FACTS = List.of("cot_type", "source_type", "subject", GRADE);

  /** A reader of titled outlines only, the form the paper names. */
  public S1kReader() {
    this(Outline.TITLED);
  }

  @Override
  public TrajectorySet read(Path file, JsonRow.Source objects) {
    return TrajectoryCollector.collect(file, objects, this::parse);
  }

  private ExpertTrajectory parse(JsonRow row, List<String> notes) throws UnusableRowException {
    boolean attempted = row.value().has(ATTEMPT);
    String prompt = row.text(attempted ? "question" : "problem");
    String written = row.optionalText(attempted ? ATTEMPT : "solution").orElse("");
    if (!attempted && !row.value().has("solution")) {
      row.text("solution"); // reports the missing field
    }
    NumberedOutline parsed = NumberedOutline.parse(written, outline);
    String id = row.fileStem() + "-" + row.optionalText("id").orElse("" + row.number());
    String answer = answer(row);
    if (parsed.hasIntroduction()) {
      notes.add("text before the first step left out");
    }
    if (answer.isEmpty()) {
      notes.add("no gold answer found");
    }
    Optional<String> reasoning = row.optionalText(attempted ? THINKING : "thinking");
    return new ExpertTrajectory(
        new Problem(id, prompt, answer, tags(row)),
        parsed.steps(),
        Optional.of(written.strip()),
        reasoning.map(String::strip).filter(text -> !text.isEmpty()));
  }

  private static String answer(JsonRow row) throws UnusableRowException {
    String solution = row.gold("solution").orElse("").strip();
    Optional<String> boxed = Boxes.last(solution);
    if (boxed.isPresent()) {
      return boxed.get();
    }
    if (!solution.isEmpty() && solution.length() <= BARE_ANSWER && solution.indexOf('\n') < 0) {
      return solution;
    }
    boolean right = row.optionalText(GRADE).filter("Yes"::equals).isPresent();
    return right ? Boxes.last(row.optionalText(ATTEMPT).orElse("")).orElse("") : "";
  }

  private static Map<String, String> tags(JsonRow row) {
    Map<String, String> tags = new HashMap<>(row.origin());
    for (String fact : FACTS) {
      row.optionalText(fact)
          .filter(value -> !value.isBlank())
          .ifPresent(value -> tags.put(fact, value));
    }
    return tags;
  }
}
