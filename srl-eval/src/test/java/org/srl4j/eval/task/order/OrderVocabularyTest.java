package org.srl4j.eval.task.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.SplitSizes;

class OrderVocabularyTest {

  @Test
  void tokensHaveTheDocumentedIds() {
    List<String> tokens = OrderVocabulary.tokens();
    assertEquals(
        List.of("<pad>", "<eos>", "<think>", "</think>", "\n", "Q", "A", "->", ":", ".", "?"),
        tokens.subList(0, 11));
    // 11 symbols, 10 digits, 12 operations, 6 fillers, 25 words of prose
    assertEquals(64, tokens.size());
    assertEquals(64, new HashSet<>(tokens).size());
  }

  @Test
  void stepHasOneTokenAWordDigitAndSymbol() {
    assertEquals(
        List.of("1", ".", "so", "add", "5", "rot", "->", "0", "4", "1", "1", "2", "\n"),
        OrderTexts.tokens("1. so add 5 rot -> 04112\n"));
  }

  /**
   * Longest texts by construction. Prompt: Q, 5 digits, 8 times ":" and a word, 3 arguments,
   * newline = 26. Action: number, full stop, filler, 2 words, 2 arguments, arrow, 5 digits, newline
   * = 14. Student's thinking: 2 tags, 2 times (word, argument, colon, 5 digits) = 18. Prose: 3
   * sentences of 5 words, number of 5, operation of 2, mark = 39, and 2 tags = 41. Answer: 6 and
   * the end = 7.
   */
  @Test
  void longestTextsFitTheContext() {
    int[] longest = {26 + 4 * 14 + 7, 26 + 4 * (14 + 41) + 7, 26 + 4 * (14 + 18) + 7};
    int prompt = 0;
    OrderTask task = new OrderTask(7, 0, new SplitSizes(300, 1, 1));
    for (ExpertTrajectory trajectory : task.trajectories(Split.TRAIN)) {
      prompt = Math.max(prompt, OrderTexts.tokens(trajectory.problem().prompt()).size());
      for (ExpertText text : ExpertText.values()) {
        int length = OrderTexts.length(task.demonstration(trajectory, text));
        assertTrue(length <= longest[text.ordinal()], text + " has " + length);
      }
    }
    assertEquals(26, prompt);
    assertEquals(253, longest[ExpertText.FULL.ordinal()]);
    assertTrue(task.singleStep().maxNewTokens() >= 14 + 41);
    assertTrue(26 + task.onePass().maxNewTokens() >= 253);
    assertTrue(26 + task.onePass().maxNewTokens() <= OrderTask.CONTEXT_LENGTH);
    // Five actions before the sixth turn, however malformed: one token is left to sample.
    assertTrue(26 + 5 * task.stepLoop().maxNewTokens() < OrderTask.CONTEXT_LENGTH);
  }

  @Test
  void baseDocumentsAreInTheVocabulary() {
    PretrainingDocuments documents = new PretrainingDocuments(3, PretrainingOptions.DEFAULT);
    for (int i = 0; i < 500; i++) {
      Demonstration document = documents.document(i);
      assertTrue(OrderTexts.length(document) <= OrderTask.CONTEXT_LENGTH);
    }
  }
}
