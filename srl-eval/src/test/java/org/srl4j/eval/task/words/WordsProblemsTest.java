package org.srl4j.eval.task.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.answer.Boxes;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.solve.Graders;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.SplitSizes;

class WordsProblemsTest {
  private static final SplitSizes SIZES = new SplitSizes(8, 4, 8);

  private final WordsProblems problems = new WordsProblems(0, SIZES);

  @ParameterizedTest
  @CsvSource({
    // event, x, amount, after: modulo 10
    "gift, 7, 5, 2", // 12
    "tax, 2, 5, 7", // -3
    "gap, 7, 5, 8", // -2
    "boom, 4, 7, 8" // 28
  })
  void changesAreModuloTen(String name, int digit, int amount, int after) {
    Incident event = new Incident(name, amount);
    assertEquals(after, event.apply(digit));
    assertEquals(" " + name + amount + " " + after, event.thought(digit));
  }

  @Test
  void anEventOfAnotherNameOrAmountIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Incident("feast", 3));
    assertThrows(IllegalArgumentException.class, () -> new Incident("boom", 2));
    assertEquals(Optional.of(new Incident("gap", 0)), Incident.parse("gap 0"));
    for (String listed : List.of("feast 3", "boom 2", "gift 0", "gift 12", "gift", "gift  3")) {
      assertTrue(Incident.parse(listed).isEmpty(), listed);
    }
  }

  @Test
  void everyChangeIsOneToOne() {
    for (Change change : Change.values()) {
      for (int amount : change.amounts()) {
        Set<Integer> after = new HashSet<>();
        for (int digit = 0; digit < 10; digit++) {
          after.add(change.apply(digit, amount));
        }
        assertEquals(10, after.size(), change + " " + amount);
      }
    }
  }

  @Test
  void textsAreReadBack() {
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      WordsProblem problem = WordsProblem.draw(2 + 2 * random.nextInt(6), random);
      assertEquals(problem, WordsProblem.parse(problem.text()));
    }
    String text = WordsProblem.draw(4, random).text();
    for (String other :
        List.of("What is 2 + 2?", text.replace("lists", "shows"), text.replace(", ", ", feast "))) {
      assertThrows(IllegalArgumentException.class, () -> WordsProblem.parse(other), other);
    }
  }

  @Test
  void stepsAreReadBackAndWrongReadingsToo() {
    Incident first = new Incident("gift", 5);
    Incident second = new Incident("gap", 5);
    WordsStep step = new WordsStep(2, 7, first, second);
    assertEquals(3, step.reading()); // 7 + 5 = 2, 5 - 2 = 3
    assertEquals("7 gift5 2 gap5 3", step.thought());
    for (String opener : WordsStep.OPENERS) {
      String text = step.text(opener);
      assertEquals(new WordsStep.Said("gift", "gap", 3), WordsStep.parse(text, 2).orElseThrow());
      assertEquals(8, WordsStep.parse(text.replace("3", "8"), 2).orElseThrow().reading());
      assertTrue(WordsStep.parse(text, 1).isEmpty(), "another number");
      assertTrue(WordsStep.parse(text.replace("= 3", "= 4"), 2).isEmpty(), "two readings");
      assertTrue(text.length() >= 60 && text.length() <= 300, text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER, 4718",
    "DECIMAL, 47.18",
    "PERCENT, 47.18\\%",
    "FRACTION, \\frac{47}{18}",
    "PAIR, '(47, 18)'"
  })
  void answersAreLatex(AnswerForm form, String latex) {
    assertEquals(latex, form.write(List.of(4, 7, 1, 8)));
    assertEquals(form != AnswerForm.INTEGER, !form.fits(List.of(4, 7, 1)), "odd");
    assertFalse(form.fits(List.of(0, 7, 1, 8)));
  }

  @Test
  void aFractionIsTheSameByValue() {
    assertTrue(AnswerForm.FRACTION.same(List.of(1, 2, 2, 4), List.of(2, 4, 4, 8)));
    assertFalse(AnswerForm.PAIR.same(List.of(1, 2, 2, 4), List.of(2, 4, 4, 8)));
  }

  @Test
  void theSameSeedGivesTheSameProblemsAndSplitsAreDisjoint() {
    WordsProblems again = new WordsProblems(0, SIZES);
    Set<String> keys = new HashSet<>();
    EnumSet<AnswerForm> forms = EnumSet.noneOf(AnswerForm.class);
    for (Split split : Split.values()) {
      assertEquals(problems.trajectories(split), again.trajectories(split));
      for (WordsProblem problem : problems.of(split)) {
        assertTrue(keys.add(problem.key()), problem.text());
        forms.add(problem.form());
      }
    }
    assertEquals(EnumSet.allOf(AnswerForm.class), forms);
    assertFalse(new WordsProblems(1, SIZES).of(Split.TEST).equals(problems.of(Split.TEST)));
  }

  @Test
  void randomOrdersAreRightInLessThanTwoHundredthsOfAPercent() {
    long lucky = 0;
    for (long seed = 0; seed < 2; seed++) {
      WordsCheck.Luck luck = new WordsCheck(new WordsProblems(seed, SIZES)).luck(seed);
      // At most 4 of 40,320 orders of each problem.
      assertTrue(luck.expected() <= 4 / 40_320.0, "seed " + seed + ": " + luck);
      lucky += luck.tried().lucky();
    }
    assertTrue(lucky <= 3 * WordsCheck.ROLLOUTS * WordsLuck.BOUND, "" + lucky);
  }

  @Test
  void theLastOfTheRightOrdersIsFoundAmongAll() {
    // By brute force, without cutting anything off.
    WordsProblem problem = problems.of(Split.TEST).get(0);
    List<Integer> right = problems.expert().readings(problem);
    assertEquals(
        right(problem, right, new ArrayList<>()),
        WordsLuck.rightOrders(problem, right, WordsLuck.ORDERS_OF_EIGHT));
  }

  private static int right(WordsProblem problem, List<Integer> right, List<Incident> applied) {
    if (applied.size() == problem.events().size()) {
      return problem.form().same(right, problem.readings(applied)) ? 1 : 0;
    }
    int count = 0;
    for (Incident next : problem.events()) {
      if (!applied.contains(next)) {
        List<Incident> more = new ArrayList<>(applied);
        more.add(next);
        count += right(problem, right, more);
      }
    }
    return count;
  }

  @Test
  void rightOrdersAreCounted() {
    // Two events that commute have two right orders, others one.
    Incident on = new Incident("gift", 4);
    Incident back = new Incident("tax", 2);
    Incident times = new Incident("boom", 3);
    assertEquals(2, rightOrders(on, back)); // 1 + 4 - 2 = 1 - 2 + 4 = 3
    assertEquals(1, rightOrders(on, times)); // (1 + 4) 3 = 15, 1 * 3 + 4 = 7
  }

  private static int rightOrders(Incident first, Incident second) {
    WordsProblem problem =
        new WordsProblem("mill", 0, 1, List.of(first, second), AnswerForm.INTEGER);
    return WordsLuck.rightOrders(problem, problem.readings(problem.events()), 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"qwen", "strict"})
  void gradersAcceptEachSolutionForItsOwnGoldOnly(String name) {
    Grader grader = Graders.named(name, Graders.DEFAULT_DATA_NAME);
    List<ExpertTrajectory> all = new ArrayList<>(problems.trajectories(Split.TRAIN));
    all.addAll(problems.trajectories(Split.TEST));
    for (ExpertTrajectory mine : all) {
      String gold = mine.problem().answer();
      grader.checkGold(gold);
      String written = mine.written().orElseThrow();
      assertEquals(gold, Boxes.last(written).orElseThrow());
      for (ExpertTrajectory other : all) {
        boolean right = grader.gradeResponse(other.problem().answer(), written).equivalent();
        assertEquals(other == mine, right, gold + " for " + other.problem().answer());
      }
    }
  }

  @Test
  void theConventionDecidesWhatIsRight() {
    WordsProblem problem = problems.of(Split.TEST).get(0);
    List<Incident> sorted = problems.expert().convention().sort(problem.events());
    assertEquals(problems.expert().readings(problem), problem.readings(sorted));
    assertThrows(
        IllegalArgumentException.class, () -> new WordsConvention(List.of("gift", "gift")));
  }
}
