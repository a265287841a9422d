package org.srl4j.core.prepare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.core.data.StepContext;

/**
 * What a policy is asked: for its next step, or for a whole solution. The same texts serve
 * training, validation and tests; a model's chat template puts them together, see {@link
 * PromptParts}, or for a model without one they stand one after another ({@link #render}).
 *
 * <p>Placeholders are replaced once; text that comes in through them is not looked at again. Other
 * braces stand for themselves.
 *
 * @param step asks for the next step; its user text contains {@code {problem}} and may contain
 *     {@code {steps}}, the previous steps, and {@code {hint}}
 * @param solve asks for the whole solution; its user text contains {@code {problem}}
 * @param shown one previous step, contains {@code {text}}; may contain {@code {number}}, {@code
 *     {title}} and {@code {observation}}, the last two empty for a step without
 * @param hint the next-step hint, contains {@code {title}}; may contain {@code {number}}, the
 *     number of the next step
 * @param opening what stands right before the completion where there is no chat template
 * @param previous where the previous steps stand
 * @param shownSteps how many of the previous steps are shown, the latest ones; at least 0, {@link
 *     #ALL}. The paper shows all in mathematics, the last two rounds in software engineering
 */
public record PromptTemplate(
    Wording step,
    Wording solve,
    String shown,
    String hint,
    String opening,
    Previous previous,
    int shownSteps) {
  /** Rounds of (action, observation) that the paper shows in software engineering. */
  public static final int PAPER_ROUNDS = 2;

  /** All previous steps are shown. */
  public static final int ALL = Integer.MAX_VALUE;

  static final String PROBLEM = "{problem}";
  private static final String STEPS = "{steps}";
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{(problem|steps|hint|number|title|text|observation)\\}");

  /** Where the previous steps stand, which the paper leaves open. */
  public enum Previous {
    /**
     * In the user's text, so that an answer is one step and its end the end of a turn. The default:
     * a policy that ended its turn after each step of one long answer would unlearn to write
     * several.
     */
    USER,
    /** As the beginning of the assistant's answer, so that the policy goes on from them. */
    ASSISTANT
  }

  /** Rejects a text that lacks its placeholder. */
  public PromptTemplate {
    Objects.requireNonNull(opening, "opening");
    Objects.requireNonNull(previous, "previous");
    requirePlaceholder("step.user", step.user(), PROBLEM);
    requirePlaceholder("solve.user", solve.user(), PROBLEM);
    requirePlaceholder("shown", shown, "{text}");
    requirePlaceholder("hint", hint, "{title}");
    if (previous == Previous.USER) {
      requirePlaceholder("step.user", step.user(), STEPS);
    } else if (step.user().contains(STEPS)) {
      throw new IllegalArgumentException(
          "step.user: must not contain {steps} where previous is assistant: they would be shown"
              + " twice");
    }
    if (shownSteps < 0) {
      throw new IllegalArgumentException("shownSteps: must be at least 0, got " + shownSteps);
    }
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
   * <p>The first two lines are one, the system text. For a problem they ask for the whole solution
   * with its final answer in {@code \boxed{}}. Without a chat template the prompt ends with a line
   * feed.
   */
  public static PromptTemplate defaults() {
    String asked = "Solve the problem step by step. Think between <think> and </think>, then write";
    return new PromptTemplate(
        new Wording(asked + " only the next step.", "Problem: {problem}\n\n{steps}{hint}"),
        new Wording(
            asked + " the solution with the final answer in \\boxed{}.", "Problem: {problem}\n\n"),
        "Step {number}: {text}\n",
        "Hint for step {number}: {title}\n",
        "Response:\n",
        Previous.USER,
        ALL);
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
   * <p>The first two lines are one, the system text.
   */
  public static PromptTemplate softwareEngineering() {
    String asked =
        "Solve the issue with one tool call at a time. Think between <think> and </think>, then"
            + " write only the next tool call.";
    return new PromptTemplate(
        new Wording(asked, "{problem}\n\n{steps}{hint}"),
        new Wording(asked, "{problem}\n\n"),
        "Action {number}:\n{text}\nObservation {number}:\n{observation}\n\n",
        "Hint for action {number}: {title}\n",
        "Response:\n",
        Previous.USER,
        PAPER_ROUNDS);
  }

  /** The same template showing another number of previous steps. */
  public PromptTemplate showing(int steps) {
    return new PromptTemplate(step, solve, shown, hint, opening, previous, steps);
  }

  /** What asks for step k after steps 1..k-1. */
  public PromptParts parts(StepContext context) {
    String number = Integer.toString(context.expertStep().number());
    String hinted =
        context
            .hint()
            .map(title -> fill(hint, Map.of("number", number, "title", title)))
            .orElse("");
    return parts(step, context.problem(), shown(context.previousSteps()), hinted);
  }

  /** What asks for the step after these, where there is no expert. */
  public PromptParts parts(Problem problem, List<Step> previousSteps) {
    return parts(step, problem, shown(previousSteps), "");
  }

  /** What asks for the whole solution. */
  public PromptParts parts(Problem problem) {
    return parts(solve, problem, "", "");
  }

  /** The prompt that asks for step k, for a model without a chat template. */
  public String render(StepContext context) {
    return parts(context).plain();
  }

  /** The prompt that asks for the step after these, for a model without a chat template. */
  public String render(Problem problem, List<Step> previousSteps) {
    return parts(problem, previousSteps).plain();
  }

  /** The prompt that asks for the whole solution, for a model without a chat template. */
  public String render(Problem problem) {
    return parts(problem).plain();
  }

  private PromptParts parts(Wording wording, Problem problem, String steps, String hinted) {
    boolean told = previous == Previous.USER;
    Map<String, String> values = new HashMap<>();
    values.put("problem", problem.prompt());
    values.put("steps", told ? steps : "");
    values.put("hint", hinted);
    String system = fill(wording.system(), values);
    String user = fill(wording.user(), values);
    String begun = told ? "" : steps;
    String head = system.isEmpty() ? "" : system + "\n\n";
    return new PromptParts(system, user.stripTrailing(), begun, head + user + opening + begun);
  }

  private String shown(List<Step> steps) {
    StringBuilder text = new StringBuilder();
    for (Step one : steps.subList(Math.max(0, steps.size() - shownSteps), steps.size())) {
      text.append(
          fill(
              shown,
              Map.of(
                  "number", Integer.toString(one.number()),
                  "title", one.title().orElse(""),
                  "text", one.text(),
                  "observation", one.observation().orElse(""))));
    }
    return text.toString();
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
