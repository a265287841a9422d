package org.srl4j.eval.grade.strict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.eval.grade.strict.AnswerExtractor.Found;

class AnswerExtractorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "final answer @ \\boxed{255} The final answer is $10,455$. I hope it is correct. @ 10,455",
        "boxed @ The answer is 4. \\boxed{5} @ 5",
        "boxed @ First \\boxed{4}, but correcting, \\boxed{5} @ 5",
        "boxed @ roots \\boxed{1} and \\boxed{2}. @ '1, 2'",
        "boxed @ \\boxed{1} no no no no no \\boxed{2} @ 2",
        "boxed @ <think>\\boxed{4}</think> so \\boxed{5} @ 5",
        "boxed @ \\boxed{7} again \\boxed{7} @ 7",
        "#### @ 9 * 2 = 18 #### 18 @ 18",
        "answer is @ The answer is 4. Wait, the answer is 5 @ 5",
        "answer is @ **Answer:** $\\frac12$ @ \\frac12",
        "answer is @ Final Answer: The volume of $ABC$ is 120. I hope it is correct. @ 120",
        "whole @ x = 3 or x = 5 @ x = 3 or x = 5",
        "last @ there are 12 sequences that meet the conditions. @ 12",
        "last @ Solving gives $x=1$ and $x=2$. @ 'x=1, x=2'",
        "last @ 10 apples, that is 1,000.99m² @ 1,000.99",
      })
  void theFirstRuleThatAppliesFindsTheAnswer(String rule, String response, String answer) {
    Found found = AnswerExtractor.find(response).orElseThrow();
    assertEquals(answer, found.text().trim());
    assertEquals(rule, found.rule());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "... we compute 113 and then conti", "I do not know what to do here: $"})
  void noAnswerIsFoundWhereThereIsNone(String response) {
    boolean none =
        AnswerExtractor.find(response).filter(found -> found.text().matches(".*\\d.*")).isEmpty();
    assertTrue(none, response);
  }
}
