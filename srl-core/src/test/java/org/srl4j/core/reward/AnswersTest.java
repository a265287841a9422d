package org.srl4j.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {

  @ParameterizedTest
  @CsvSource({
    "'\\boxed{5}', 5",
    "'\\boxed{1} and \\boxed{ \\frac{1}{2} }.', '\\frac{1}{2}'",
    "'\\boxed{\\boxed{7}}', 7",
    "'\\boxed{\\{1, 2\\}}', '\\{1, 2\\}'",
    "'\\boxed{\\}', ", // the brace is escaped: never closed
    "'\\boxed{\\frac{1}{2}', ",
    "'\\boxed{}', ",
    "'$\\boxed 2$', 2", // MATH, train/algebra/24014
    "'\\boxed 5', 5",
    "'\\boxed{1} \\boxed{2', ", // breaks off in the last box
    "'5', ",
  })
  void boxedTakesTheLastBoxWithMatchedBraces(String text, String answer) {
    assertEquals(Optional.ofNullable(answer), Answers.boxed().apply(text));
  }

  @ParameterizedTest
  @CsvSource({
    "'2 + 2 = 4\n#### 4', 4",
    "'#### 4\n####  1,000 \n', '1,000'",
    "'so #### 4', ", // not at the start of a line
    "'#### 4\n####', ", // the last line counts, and says nothing
    "'', ",
  })
  void markerTakesTheLastLineThatStartsWithIt(String text, String answer) {
    assertEquals(Optional.ofNullable(answer), Answers.afterMarker("####").apply(text));
  }

  @Test
  void markerMayEndInASpace() {
    assertEquals(Optional.of("308"), Answers.afterMarker("A ").apply("3. x -> 308\nA 308"));
    assertEquals(Optional.empty(), Answers.afterMarker("A ").apply("A308"));
    assertThrows(IllegalArgumentException.class, () -> Answers.afterMarker(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "1000, '1,000', true",
    "' 12. ', 12, true",
    "3.50, 3.5, true",
    "-.5, -0.5, true",
    "+7, 7, true",
    "025, 25, true",
    "0, -0, true",
    "0.1, 0.10000000000000000001, false", // no rounding
    "'1,00', 100, false", // no thousands comma
    "'1,2', 12, false",
    "1e3, 1000, false", // no exponents
    "x + 1, x + 1, true",
    "x + 1, x+1, false",
    "., ., true",
    "-, 0, false",
  })
  void numbersAreComparedByValueAndTextsAsTheyAre(String answer, String gold, boolean equal) {
    assertEquals(equal, Answers.equal(answer, gold));
    assertEquals(equal, Answers.equal(gold, answer));
  }
}
