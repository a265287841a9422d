package org.srl4j.eval.ask;

import java.util.List;
import java.util.Objects;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.core.data.StepContext;
import org.srl4j.core.prepare.PromptTemplate;

/**
 * What a policy is asked, as the text that it goes on from.
 *
 * @param words what is said
 * @param form how it becomes a model's prompt
 */
public record Asking(PromptTemplate words, PromptForm form) {

  /** Rejects missing parts. */
  public Asking {
    Objects.requireNonNull(words, "words");
    Objects.requireNonNull(form, "form");
  }

  /** Asks for the expert's next step. */
  public String step(StepContext context) {
    return form.text().apply(words.parts(context));
  }

  /** Asks for the step after these, where there is no expert. */
  public String step(Problem problem, List<Step> previous) {
    return form.text().apply(words.parts(problem, previous));
  }

  /** Asks for the whole solution. */
  public String solution(Problem problem) {
    return form.text().apply(words.parts(problem));
  }
}
