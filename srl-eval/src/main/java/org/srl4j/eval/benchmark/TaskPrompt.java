package org.srl4j.eval.benchmark;

import org.srl4j.core.prepare.PromptParts;

/**
 * What a model is asked. {@code {question}} stands for the question, in the plain text also {@code
 * {system}} for the system text.
 *
 * @param system for models with a chat template; empty = no system message
 * @param user the user's message; holds {@code {question}}
 * @param plain the whole prompt for models without a chat template; holds {@code {question}}
 */
public record TaskPrompt(String system, String user, String plain) {
  private static final String QUESTION = "{question}";

  /** Checks that the question is asked. */
  public TaskPrompt {
    requireQuestion("user", user);
    requireQuestion("plain", plain);
  }

  /**
   * The prompt of the paper's evaluation, {@code qwen25-math-cot} of the Qwen2.5-Math harness, and
   * a plain form of it.
   */
  public static TaskPrompt defaults() {
    return new TaskPrompt(
        "Please reason step by step, and put your final answer within \\boxed{}.",
        QUESTION,
        "{system}\n\nQuestion: {question}\n\nAnswer:");
  }

  /** What asks a question. */
  public PromptParts parts(String question) {
    String text = plain.replace("{system}", system).replace(QUESTION, question).stripLeading();
    return new PromptParts(system, user.replace(QUESTION, question), "", text);
  }

  private static void requireQuestion(String name, String text) {
    if (!text.contains(QUESTION)) {
      throw new IllegalArgumentException(
          name + ": must hold {question} where the question goes, got " + text);
    }
  }
}
