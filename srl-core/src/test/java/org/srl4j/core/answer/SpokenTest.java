package org.srl4j.core.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "<think>a</think> 5 @ 5",
        "a</think> 5 @ 5", // the template wrote the opening mark
        "<think>a</think> @ ''",
        "<think>\\boxed{5} and then @ ''",
        "<think>a</think> 5 <think>b @ 5",
        "<think>a</think> 4 <think>b</think> 5 @ 5",
        "<think> a <think> b </think> c </think> 5 @ 5",
        "<THINK>a</THINK> 5 @ 5",
        "<thinking>a</thinking> 5 @ 5",
        "<reasoning>a</reasoning> 5 @ 5",
        "<|begin_of_thought|>a<|end_of_thought|> 5 @ 5",
        "◁think▷a◁/think▷ 5 @ 5",
        "[THINK]a[/THINK] 5 @ 5",
        "<seed:think>a</seed:think> 5 @ 5",
        "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>5 @ 5",
        "<|channel|>analysis<|message|>\\boxed{5} @ ''",
        "I think 5 @ I think 5",
      })
  void thoughtsDoNotCount(String response, String said) {
    assertEquals(said, Spoken.of(response).strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "5<|im_end|>6 @ 5",
        "<|im_start|>assistant\\n5<|im_end|>\\n<|im_start|>user\\n6 @ 5",
        "5</s>6 @ 5",
        "5<|eot_id|>6 @ 5",
        "5<|end_of_text|>6 @ 5",
        "5<end_of_turn>\\n<start_of_turn>user\\n6 @ 5",
        "5<｜end▁of▁sentence｜> 6 @ 5",
        "5 [INST] 6 @ 5",
      })
  void aStopTokenEndsTheResponse(String response, String said) {
    assertEquals(said, Spoken.of(response.replace("\\n", "\n")).strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Question: b",
        "Question 2: b",
        "**Question:** b",
        "### Question: b",
        "Q: b",
        "Q2. b",
        "Problem: b",
        "Problem 3. b",
        "Next question: b",
        "Exercise 4: b",
        "Human: b",
        "USER: b",
        "**User:** b",
        "### Instruction: b",
        "题目：b",
      })
  void aLineThatBeginsAnotherTurnEndsTheResponse(String line) {
    for (String own : new String[] {"\\boxed{6}", "#### 6", "The answer is 6.", "So 6 eggs.\n"}) {
      assertEquals(own.strip(), Spoken.of(own + "\n" + line + "\n#### 7").strip(), line);
    }
  }

  @Test
  void aThoughtThatThePromptOpensIsPutBack() {
    assertEquals("<think>", Spoken.openedBy("<|im_start|>assistant\n<think>\n"));
    assertEquals("", Spoken.openedBy("<|im_start|>assistant\n<think>\n\n</think>\n\n"));
    assertEquals("", Spoken.openedBy("Think in <think> marks.\nAnswer:"));
    assertEquals("", Spoken.openedBy(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Question: what is 2+2?\nAnswer: 4",
        "Human: what is 2+2?\n\nAssistant: 4",
        "Let me restate it.\nQuestion: what is 2+2?\n#### 4",
        "Step 1. Restate it.\n\nProblem: what is 2+2?\n#### 4",
        "The answer is 4, as the question: what is 2+2? says",
        "The quality: 5. The user: Ann.",
      })
  void aQuestionThatIsOnlyRestatedEndsNothing(String response) {
    assertEquals(response, Spoken.of(response));
  }
}
