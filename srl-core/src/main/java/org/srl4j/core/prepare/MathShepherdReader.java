package org.srl4j.core.prepare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;

/**
 * Reads Math-Shepherd (Wang et al., arXiv:2312.08935): rows {@code {"input", "label", "task"}}.
 * {@code input} is the question, then {@code Step 1: ... ки}, {@code Step 2: ... ки}; {@code label}
 * is the same text with {@code +} or {@code -} in place of each mark {@code ки}.
 *
 * <p>The labels are kept in the tag {@code stepLabels}, for example {@code ++-}. The last step's
 * {@code The answer is: X} stays in its text. X is the sampled solution's answer and so becomes the
 * gold answer only if the last step is labelled {@code +}; else the gold answer is empty and X is
 * the tag {@code solutionAnswer}. Ids are {@code fileStem-row}, rows counted from 1; several
 * solutions of one question are several trajectories with the same prompt, which {@link
 * ProblemSplit} keeps together.
 *
 * @param onlyCorrect whether solutions with a step labelled {@code -} are dropped (and counted);
 *     otherwise they are kept and counted as a note
 * @param keepMarks whether calculator marks {@code <<48/2=24>>} stay in the step texts
 */
public record MathShepherdReader(boolean onlyCorrect, boolean keepMarks)
    implements TrajectoryReader {
  private static final String MARK = "\u043a\u0438";
  private static final Pattern STEP = Pattern.compile("\\s*Step (\\d+):(.*)", Pattern.DOTALL);
  private static final Pattern ANSWER = Pattern.compile("The answer is:(.*)", Pattern.DOTALL);

  /** A reader that keeps every solution and strips the calculator marks. */
  public MathShepherdReader() {
    this(false, false);
  }

  @Override
  public TrajectorySet read(Path file, JsonRow.Source objects) {
    return TrajectoryCollector.collect(file, objects, this::parse);
  }

  private ExpertTrajectory parse(JsonRow row, List<String> notes) throws UnusableRowException {
    String input = row.text("input");
    int cut = input.indexOf("Step 1:");
    if (cut < 0) {
      throw new UnusableRowException("no steps");
    }
    List<String> parts = parts(input.substring(cut));
    String labels = labels(input.substring(0, cut), parts, row.text("label"));
    List<Step> steps = steps(parts);
    if (labels.contains("-")) {
      if (onlyCorrect) {
        throw new UnusableRowException("a step labelled -");
      }
      notes.add("kept although a step is labelled -");
    }
    String id = row.fileStem() + "-" + row.number();
    String prompt = input.substring(0, cut).strip();
    return new ExpertTrajectory(problem(row, id, prompt, labels, steps), steps);
  }

  /** The pieces that a mark ends, without their marks. */
  private static List<String> parts(String solution) throws UnusableRowException {
    List<String> parts = new ArrayList<>(List.of(solution.split(MARK, -1)));
    if (!parts.remove(parts.size() - 1).isBlank()) {
      throw new UnusableRowException("text after the last step mark");
    }
    return parts;
  }

  /** Walks through the label text beside the input: the sign that stands at each mark. */
  private static String labels(String question, List<String> parts, String label)
      throws UnusableRowException {
    StringBuilder signs = new StringBuilder();
    String expected = question;
    int at = 0;
    for (String part : parts) {
      expected += part;
      at += expected.length();
      boolean same = label.startsWith(expected, at - expected.length()) && at < label.length();
      if (!same || "+-".indexOf(label.charAt(at)) < 0) {
        throw new UnusableRowException("input and label differ");
      }
      signs.append(label.charAt(at++));
      expected = "";
    }
    return signs.toString();
  }

  private List<Step> steps(List<String> parts) throws UnusableRowException {
    List<Step> steps = new ArrayList<>();
    for (String part : parts) {
      Matcher matcher = STEP.matcher(part);
      if (!matcher.matches() || !matcher.group(1).equals("" + (steps.size() + 1))) {
        throw new UnusableRowException("step numbers do not run 1..N");
      }
      String raw = matcher.group(2);
      String text = (keepMarks ? raw : CalculatorMarks.strip(raw)).strip();
      if (text.isEmpty()) {
        throw new UnusableRowException("a step without text");
      }
      steps.add(new Step(steps.size() + 1, text));
    }
    return steps;
  }

  private static Problem problem(
      JsonRow row, String id, String prompt, String labels, List<Step> steps) {
    Matcher matcher = ANSWER.matcher(steps.get(steps.size() - 1).text());
    String answer = matcher.find() ? matcher.group(1).strip() : "";
    Map<String, String> tags = new HashMap<>(row.origin());
    tags.put("stepLabels", labels);
    row.optionalText("task").ifPresent(task -> tags.put("task", task));
    boolean right = labels.endsWith("+");
    if (!right && !answer.isEmpty()) {
      tags.put("solutionAnswer", answer);
    }
    return new Problem(id, prompt, right ? answer : "", tags);
  }
}
