package org.srl4j.core.prepare;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.core.data.StepContext;

/**
 * Renders a step context or a problem as the text that a policy continues. A step prompt is {@code
 * stepHead}, one {@code step} for each previous step that is shown, the {@code hint} if there is
 * one, and {@code opening}; a problem's prompt is {@code solveHead} and {@code opening}.
 *
 * <p>Placeholders are replaced once; text that comes in through them is not looked at again. Other
 * braces stand for themselves.
 *
 * @param stepHead start of a step prompt, contains {@code {problem}}
 * @param solveHead start of a prompt for the whole solution, contains {@code {problem}}
 * @param step one previous step, contains {@code {text}}; may contain {@code {number}}, {@code
 *     {title}} and {@code {observation}}, the last two empty for a step without
 * @param hint the next-step hint, contains {@code {title}}; may contain {@code {number}}, the
 *     number of the next step
 * @param opening what stands right before the completion
 * @param shownSteps how many of the previous steps are shown, the latest ones; at least 0; empty =
 *     all. The paper shows all in mathematics, the last two rounds in software engineering
 */
public record PromptTemplate(
    String stepHead,
    String solveHead,
    String step,
    String hint,
    String opening,
    OptionalInt shownSteps) {
  /** Rounds of (action, observation) that the paper shows in software engineering. */
  public static final int PAPER_ROUNDS = 2;

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{(problem|number|title|text|observation)\\}");

  /** Rejects a part that lacks its placeholder. */
  public PromptTemplate {
    requirePlaceholder("stepHead", stepHead, "{problem}");
    requirePlaceholder("solveHead", solveHead, "{problem}");
    requirePlaceholder("step", step, "{text}");
    requirePlaceholder("hint", hint, "{title}");
    Objects.requireNonNull(opening, "opening");
    if (shownSteps.isPresent() && shownSteps.getAsInt() < 0) {
      throw new IllegalArgumentException(
          "shownSteps: must be at least 0, got " + shownSteps.getAsInt());
    }
  }

  /** A template that shows all previous steps. */
  public PromptTemplate(
      String stepHead, String solveHead, String step, String hint, String opening) {
    this(stepHead, solveHead, step, hint, opening, OptionalInt.empty());
  }

  /**
   * The default template. Previous steps are shown as the reward compares them, without their
   * titles, so that a policy which imitates the context writes what is compared.
   *
   * <pre>{@code
   * Solve the problem step by step. Think between <think> and </think>,
   * then write only the next step.
   *
   * Problem: {problem}
   *
   * Step 1: {text}
   * Step 2: {text}
   * Hint for step 3: {title}
   * Response:
   * }</pre>
   *
   * <p>The first two lines are one in the prompt. For a problem they ask for the whole solution
   * with its final answer in {@code \boxed{}}. The prompt ends with a line feed.
   */
  public static PromptTemplate defaults() {
    return new PromptTemplate(
        "Solve the problem step by step. Think between <think> and </think>, then write only the"
            + " next step.\n\nProblem: {problem}\n\n",
        "Solve the problem step by step. Think between <think> and </think>, then write the"
            + " solution with the final answer in \\boxed{}.\n\n"
            + "Problem: {problem}\n\n",
        "Step {number}: {text}\n",
        "Hint for step {number}: {title}\n",
        "Response:\n");
  }

  /**
   * The default template of software engineering: the issue, the last two rounds of (action,
   * observation), then the next tool call.
   *
   * <pre>{@code
   * Solve the issue with one tool call at a time. Think between <think> and </think>,
   * then write only the next tool call.
   *
   * {problem}
   *
   * Action 6:
   * {text}
   * Observation 6:
   * {observation}
   *
   * Response:
   * }</pre>
   *
   * <p>The first two lines are one in the prompt.
   */
  public static PromptTemplate softwareEngineering() {
    String head =
        "Solve the issue with one tool call at a time. Think between <think> and </think>, then"
            + " write only the next tool call.\n\n{problem}\n\n";
    return new PromptTemplate(
        head,
        head,
        "Action {number}:\n{text}\nObservation {number}:\n{observation}\n\n",
        "Hint for action {number}: {title}\n",
        "Response:\n",
        OptionalInt.of(PAPER_ROUNDS));
  }

  /** The same template showing another number of previous steps. */
  public PromptTemplate showing(OptionalInt steps) {
    return new PromptTemplate(stepHead, solveHead, step, hint, opening, steps);
  }

  /** The prompt that asks for step k after steps 1..k-1. */
  public String render(StepContext context) {
    String number = Integer.toString(context.expertStep().number());
    String hinted =
        context
            .hint()
            .map(title -> fill(hint, Map.of("number", number, "title", title)))
            .orElse("");
    return shown(context.problem(), context.previousSteps()) + hinted + opening;
  }

  /** The prompt that asks for the step after these, where there is no expert. */
  public String render(Problem problem, List<Step> previousSteps) {
    return shown(problem, previousSteps) + opening;
  }

  private String shown(Problem problem, List<Step> previous) {
    StringBuilder prompt = new StringBuilder(head(stepHead, problem));
    int first = Math.max(0, previous.size() - shownSteps.orElse(previous.size()));
    for (Step shown : previous.subList(first, previous.size())) {
      prompt.append(
          fill(
              step,
              Map.of(
                  "number", Integer.toString(shown.number()),
                  "title", shown.title().orElse(""),
                  "text", shown.text(),
                  "observation", shown.observation().orElse(""))));
    }
    return prompt.toString();
  }

  /** The prompt that asks for the whole solution. */
  public String render(Problem problem) {
    return head(solveHead, problem) + opening;
  }

  private static String head(String template, Problem problem) {
    return fill(template, Map.of("problem", problem.prompt()));
  }

  private static String fill(String template, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(m -> Matcher.quoteReplacement(values.getOrDefault(m.group(1), m.group())));
  }

  private static void requirePlaceholder(String name, String text, String placeholder) {
    if (!text.contains(placeholder)) {
      throw new IllegalArgumentException(
          name + ": must contain " + placeholder + ", got \"" + text + "\"");
    }
  }
}
