package org.srl4j.eval.compare.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.srl4j.core.testing.ScriptedPolicy;
import org.srl4j.eval.compare.setup.Recipe;
import org.srl4j.eval.compare.setup.WordsSetup;
import org.srl4j.eval.task.words.ToldOrderPolicy;

class BaseGateTest {
  private static BaseGate gate;

  @BeforeAll
  static void wordsWithRoomForCharacters() throws IOException {
    List<String> room =
        List.of(
            "limits.step_tokens=400",
            "limits.context=8000",
            "base.max_length=8000",
            "evaluation.validation=5");
    WordsSetup setup = new WordsSetup(Recipe.of("words").config(Optional.empty(), room));
    gate = new BaseGate(setup.task(0), 0.97);
  }

  private static BaseGate.Figures measured(ScriptedPolicy.Script script) {
    return gate.measure(new ScriptedPolicy(9000, script));
  }

  @Test
  void aPolicyThatComputesAndThinksIsAccepted() {
    BaseGate.Figures figures = gate.measure(ToldOrderPolicy.policy());
    assertEquals(new BaseGate.Figures(1, 1), figures);
    assertTrue(gate.faultOf(figures).isEmpty());
  }

  @Test
  void aPolicyThatDoesNotThinkIsRefusedWithTheFigure() {
    BaseGate.Figures figures =
        measured((prompt, seed) -> ToldOrderPolicy.answer(prompt).split("</think>\n\n")[1]);
    assertEquals(new BaseGate.Figures(0, 1), figures);
    assertEquals(
        "keeps the format in 0.000 of its turns, below 0.99", gate.faultOf(figures).orElseThrow());
  }

  @Test
  void aPolicyWhoseThirdReadingIsWrongIsRefusedWithTheFigure() {
    BaseGate.Figures figures =
        measured(
            (prompt, seed) -> {
              String turn = ToldOrderPolicy.answer(prompt);
              int at = turn.indexOf("d_3 = ");
              if (at < 0) {
                return turn;
              }
              char right = turn.charAt(at + 6);
              char wrong = right == '9' ? '0' : (char) (right + 1);
              return turn.replace("= " + right, "= " + wrong)
                  .replace("$" + right + "$", "$" + wrong + "$");
            });
    // The fourth step goes on from the told third reading, which was right, to what it should be:
    // it is judged from the wrong one, so two of four steps are wrong unless both lead alike.
    assertEquals(1, figures.format());
    assertTrue(figures.execution() <= 0.75, "" + figures);
    assertTrue(gate.faultOf(figures).orElseThrow().startsWith("executes 0."), "" + figures);
  }

  @Test
  void withoutABoundNothingIsRefused() {
    BaseGate open = new BaseGate(gate.task(), 0);
    assertTrue(open.faultOf(new BaseGate.Figures(0, 0)).isEmpty());
  }
}
