package org.srl4j.core.prepare;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.core.data.StepContext;

/**
 * Renders a step context or a problem as the text that a policy continues. A step prompt is {@code
 * stepHead}, one {@code step} for each previous step, the {@code hint} if there is one, and {@code
 * opening}; a problem's prompt is {@code solveHead} and {@code opening}.
 *
 * <p>Placeholders are replaced once; text that comes in through them is not looked at again. Other
 * braces stand for themselves.
 *
 * @param stepHead start of a step prompt, contains {@code {problem}}
 * @param solveHead start of a prompt for the whole solution, contains {@code {problem}}
 * @param step one previous step, contains {@code {text}}; may contain {@code {number}} and {@code
 *     {title}}, which is empty for a step without title
 * @param hint the next-step hint, contains {@code {title}}; may contain {@code {number}}, the
 *     number of the next step
 * @param opening what stands right before the completion
 */
public record PromptTemplate(
    String stepHead, String solveHead, String step, String hint, String opening) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(problem|number|title|text)\\}");

  /** Rejects a part that lacks its placeholder. */
  public PromptTemplate {
    requirePlaceholder("stepHead", stepHead, "{problem}");
    requirePlaceholder("solveHead", solveHead, "{problem}");
    requirePlaceholder("step", step, "{text}");
    requirePlaceholder("hint", hint, "{title}");
    Objects.requireNonNull(opening, "opening");
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

  /** The prompt that asks for step k after steps 1..k-1. */
  public String render(StepContext context) {
    StringBuilder prompt = new StringBuilder(head(stepHead, context.problem()));
    for (Step previous : context.previousSteps()) {
      prompt.append(
          fill(
              step,
              Map.of(
                  "number", Integer.toString(previous.number()),
                  "title", previous.title().orElse(""),
                  "text", previous.text())));
    }
    String number = Integer.toString(context.expertStep().number());
    context
        .hint()
        .ifPresent(title -> prompt.append(fill(hint, Map.of("number", number, "title", title))));
    return prompt.append(opening).toString();
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
