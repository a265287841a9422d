package org.srl4j.eval.benchmark;

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

  /** The user's message. */
  public String userText(String question) {
    return user.replace(QUESTION, question);
  }

  /** The prompt for a model without a chat template. */
  public String plainText(String question) {
    return plain.replace("{system}", system).replace(QUESTION, question).stripLeading();
  }

  private static void requireQuestion(String name, String text) {
    if (!text.contains(QUESTION)) {
      throw new IllegalArgumentException(
          name + ": must hold {question} where the question goes, got " + text);
    }
  }
}
