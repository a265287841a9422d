package org.srl4j.core.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.core.data.StepContext;

class PromptTemplateTest {
  private static final Problem PROBLEM = new Problem("p", "What is {text} $1 \\frac{1}{2}?", "4");

  private static StepContext context(Optional<String> hint) {
    List<Step> previous =
        List.of(new Step(1, Optional.of("Start"), "a\nb"), new Step(2, "{problem}"));
    return new StepContext(PROBLEM, previous, new Step(3, hint, "c"), hint);
  }

  @Test
  void theDefaultShowsProblemStepsAndHint() {
    assertEquals(
        """
        Solve the problem step by step. Think between <think> and </think>, then write only the \
        next step.

        Problem: What is {text} $1 \\frac{1}{2}?

        Step 1: a
        b
        Step 2: {problem}
        Hint for step 3: Finish
        Response:
        """,
        PromptTemplate.defaults().render(context(Optional.of("Finish"))));
  }

  @Test
  void withoutHintThereIsNoHintLine() {
    String prompt = PromptTemplate.defaults().render(context(Optional.empty()));
    assertTrue(prompt.endsWith("Step 2: {problem}\nResponse:\n"), prompt);
  }

  @Test
  void aProblemsPromptAsksForTheWholeSolution() {
    String prompt = PromptTemplate.defaults().render(PROBLEM);
    assertTrue(prompt.contains("final answer in \\boxed{}.\n\nProblem: What is {text}"), prompt);
    assertTrue(prompt.endsWith("\n\nResponse:\n"), prompt);
  }

  @Test
  void everyPartCanBeReplaced() {
    PromptTemplate template =
        new PromptTemplate(
            new Wording("", "Q {problem}|{steps}{hint}"),
            new Wording("", "S {problem}|"),
            "{number}. **{title}** {text}|",
            "> {title}|",
            "A",
            PromptTemplate.Previous.USER,
            PromptTemplate.ALL);
    assertEquals(
        "Q What is {text} $1 \\frac{1}{2}?|1. **Start** a\nb|2. **** {problem}|> End|A",
        template.render(context(Optional.of("End"))));
    assertEquals("S What is {text} $1 \\frac{1}{2}?|A", template.render(PROBLEM));
  }

  @Test
  void aPartWithoutItsPlaceholderIsRejected() {
    Exception error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new PromptTemplate(
                    new Wording("", "Q {steps}"),
                    Wording.defaults(),
                    "{text}",
                    "{title}",
                    "",
                    PromptTemplate.Previous.USER,
                    0));
    assertEquals("step.user: must contain {problem}, got \"Q {steps}\"", error.getMessage());
  }

  @Test
  void previousStepsMayBeginTheAnswer() {
    PromptTemplate template =
        new PromptTemplate(
            new Wording("S", "Q {problem}"),
            Wording.defaults(),
            "{text};",
            "{title}",
            ">",
            PromptTemplate.Previous.ASSISTANT,
            1);
    PromptParts parts = template.parts(context(Optional.empty()));
    assertEquals("S", parts.system());
    assertEquals("Q " + PROBLEM.prompt(), parts.user());
    assertEquals("{problem};", parts.begun());
    assertEquals("S\n\nQ " + PROBLEM.prompt() + ">{problem};", parts.plain());
  }

  @Test
  void stepsThatWouldBeShownTwiceAreRejected() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PromptTemplate(
                new Wording("", "{problem}{steps}"),
                Wording.defaults(),
                "{text}",
                "{title}",
                "",
                PromptTemplate.Previous.ASSISTANT,
                1));
  }
}
