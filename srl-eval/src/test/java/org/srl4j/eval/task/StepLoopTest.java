package org.srl4j.eval.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepLoopTest {
  private static final String FIRST = "Q 51728 : rev : rot\n";
  private static final String STEP =
      "<think> rev : 82715 rot : 27158 </think> 1. rev rot -> 27158\n";

  private final StepLoop loop = new StepLoop(3, action -> action.startsWith("A"));

  @Test
  void firstTurnAsksTheProblem() {
    assertEquals(Optional.of(FIRST), loop.nextPrompt(FIRST, List.of()));
  }

  @Test
  void nextPromptHoldsActionsWithoutThinking() {
    assertEquals(
        Optional.of(FIRST + "1. rev rot -> 27158\n"), loop.nextPrompt(FIRST, List.of(STEP)));
    assertEquals(
        Optional.of(FIRST + "1. rev rot -> 27158\n2. neg -> 00000\n"),
        loop.nextPrompt(FIRST, List.of(STEP, "<think> a </think> 2. neg -> 00000\n")));
  }

  @Test
  void environmentOpensAndAnswersEachAction() {
    Environment environment =
        new Environment() {
          @Override
          public List<String> observations(String firstPrompt, List<String> actions) {
            return actions.stream().map(a -> a.startsWith("open") ? "seen\n" : "").toList();
          }

          @Override
          public String opening(String firstPrompt) {
            return "files\n";
          }
        };
    StepLoop answered = new StepLoop(4, action -> action.equals("A"), environment);
    assertEquals(Optional.of("Q\nfiles\n"), answered.nextPrompt("Q\n", List.of()));
    assertEquals(
        Optional.of("Q\nfiles\nopen\nseen\nedit\n"),
        answered.nextPrompt("Q\n", List.of("<think> x </think> open\n", "edit\n")));
  }

  @Test
  void answerEndsTheRollout() {
    assertEquals(Optional.empty(), loop.nextPrompt(FIRST, List.of(STEP, "A 27158")));
    assertEquals(Optional.empty(), loop.nextPrompt(FIRST, List.of("A 27158\n")));
  }

  @Test
  void limitOnTurnsEndsTheRollout() {
    assertEquals(Optional.empty(), loop.nextPrompt(FIRST, Collections.nCopies(3, STEP)));
  }

  @Test
  void withoutThinkingTheWholeCompletionIsTheAction() {
    assertEquals(
        Optional.of(FIRST + "1. rev -> 82715\n"),
        loop.nextPrompt(FIRST, List.of("1. rev -> 82715\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<think> rev : 82715 1. rev -> 82715\n", // never closed
        "<think> rev : 82715 </think>\n", // nothing follows
        "<think> rev : 82715 </think> 1. rev -> 827", // cut by the length limit
        "1. rev <think> rot\n", // thinking begins late and is never closed
        "\n",
        ""
      })
  void completionWithoutAnActionEndsTheRollout(String completion) {
    assertEquals(Optional.empty(), loop.nextPrompt(FIRST, List.of(completion)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<think> a </think> b|b",
        "<think> a </think>b|b",
        "b|b",
        "<think> a|''",
        "b <think> a|''",
        "a </think> b|b",
        "a <think> b </think> c|c",
        "<think> a <think> b </think> c|c",
        "<think> a </think> b </think> c|c",
        "<think> a </think> b <think> c </think> d|d"
      })
  void visibleIsTheTextAfterTheLastThinking(String text, String visible) {
    assertEquals(visible, StepLoop.visible(text));
  }

  @Test
  void visibleKeepsEveryLineOfASolution() {
    assertEquals(
        "1. b\n2. d\nA 1",
        StepLoop.visible("<think> a </think> 1. b\n<think> c </think> 2. d\nA 1"));
  }

  @Test
  void limitIsChecked() {
    assertThrows(IllegalArgumentException.class, () -> new StepLoop(0, action -> true));
  }
}
