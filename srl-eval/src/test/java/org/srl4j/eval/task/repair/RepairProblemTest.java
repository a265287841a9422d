package org.srl4j.eval.task.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RepairProblemTest {
  private static final RepairConvention CONVENTION = RepairConvention.ofSeed(3);

  private static RepairProblem.Drawn drawn(long seed) {
    return RepairProblem.draw(RepairProblem.MOST_BROKEN, CONVENTION, new Random(seed));
  }

  @Test
  void everyExampleFailsAtTheBaseCommit() {
    RepairProblem problem = drawn(1).problem();
    assertEquals(6, problem.checks().size());
    for (Check check : problem.checks()) {
      assertFalse(check.passes(problem.routine(check.routine())));
    }
  }

  @Test
  void onlyTheConventionsConstantRepairsARoutine() {
    for (int seed = 0; seed < 50; seed++) {
      RepairProblem.Drawn drawn = drawn(seed);
      for (Check check : drawn.problem().checks()) {
        Routine broken = drawn.problem().routine(check.routine());
        int named = CONVENTION.choose(broken);
        String good = table(drawn.fixed(), check.routine());
        for (int place = 0; place < RepairProblem.LINES; place++) {
          String table = broken.with(place, broken.repair(place, check)).table();
          assertEquals(place == named, table.equals(good));
        }
      }
    }
  }

  private static String table(List<Routine> routines, String name) {
    return routines.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow().table();
  }

  @Test
  void brokenRoutinesShareNoRule() {
    RepairProblem problem = drawn(2).problem();
    Set<String> rules = new HashSet<>();
    for (Check check : problem.checks()) {
      problem.routine(check.routine()).lines().forEach(line -> rules.add(line.rule()));
    }
    assertEquals(RepairVocabulary.RULES.size(), rules.size());
  }

  @Test
  void conventionTakesTheRuleThatComesFirst() {
    Routine routine = drawn(4).problem().routines().get(0);
    String chosen = routine.lines().get(CONVENTION.choose(routine)).rule();
    for (Routine.Line line : routine.lines()) {
      int rank = CONVENTION.order().indexOf(line.rule());
      assertEquals(line.rule().equals(chosen), rank <= CONVENTION.order().indexOf(chosen));
    }
    assertNotEquals(CONVENTION.order(), RepairConvention.ofSeed(4).order());
  }
}
