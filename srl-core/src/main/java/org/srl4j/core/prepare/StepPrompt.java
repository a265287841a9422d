package org.srl4j.core.prepare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.StepContext;

/**
 * A step instance with its rendered prompt.
 *
 * @param context the instance
 * @param prompt the text that the policy continues
 */
public record StepPrompt(StepContext context, String prompt) {

  /** Rejects missing parts. */
  public StepPrompt {
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(prompt, "prompt");
  }

  /** What is sampled from and scored against: the prompt and the expert's action. */
  public RolloutPrompt toRolloutPrompt() {
    return new RolloutPrompt(context.id(), prompt, context.expertStep().text());
  }

  /** The instance as a row of the step instance file ({@code docs/data-format.md}). */
  ObjectNode toJson() {
    ObjectNode row = JsonLines.newObject();
    row.put("id", context.id());
    row.put("problem_id", context.problem().id());
    row.put("step", context.expertStep().number());
    row.put("prompt", prompt);
    row.put("expert_action", context.expertStep().text());
    ArrayNode previous = row.putArray("previous_steps");
    context.previousSteps().forEach(step -> previous.add(step.text()));
    context.hint().ifPresent(hint -> row.put("hint", hint));
    return row;
  }
}
