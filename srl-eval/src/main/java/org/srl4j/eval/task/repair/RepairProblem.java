package org.srl4j.eval.task.repair;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.srl4j.eval.task.repair.Routine.Line;

/**
 * An issue and the project it is about.
 *
 * @param checks what fails, one a broken routine
 * @param routines the project at the base commit, all routines
 */
record RepairProblem(List<Check> checks, List<Routine> routines) {
  /** Lines of each routine: repairs that make an example pass. */
  static final int LINES = 4;

  /** Routines of a project. */
  static final int ROUTINES = 8;

  /** Broken routines of the hardest issue; with four lines each they use every rule once. */
  static final int MOST_BROKEN = 6;

  RepairProblem {
    checks = List.copyOf(checks);
    routines = List.copyOf(routines);
  }

  /**
   * A problem together with the project as it was before the bugs.
   *
   * @param problem what is asked
   * @param fixed the routines as they should be, in the same order
   */
  record Drawn(RepairProblem problem, List<Routine> fixed) {}

  /**
   * Draws a project and breaks some routines: one constant of each, that of the rule which the
   * convention names. Each of its three other constants could make the example pass, but none of
   * them repairs the routine: another input tells.
   *
   * @param broken 1..{@value #MOST_BROKEN}
   */
  static Drawn draw(int broken, RepairConvention convention, Random random) {
    List<String> names = RepairVocabulary.shuffled(RepairVocabulary.ROUTINES, random);
    List<String> rules = RepairVocabulary.shuffled(RepairVocabulary.RULES, random);
    List<Check> checks = new ArrayList<>();
    Map<String, Routine> now = new LinkedHashMap<>();
    Map<String, Routine> fixed = new LinkedHashMap<>();
    for (int i = 0; i < ROUTINES; i++) {
      if (i < broken) {
        List<String> own = rules.subList(i * LINES, (i + 1) * LINES);
        Bug bug = bug(names.get(i), own, convention, random);
        checks.add(bug.check);
        now.put(names.get(i), bug.broken);
        fixed.put(names.get(i), bug.good);
      } else {
        List<String> any = RepairVocabulary.shuffled(RepairVocabulary.RULES, random);
        Routine healthy = routine(names.get(i), any.subList(0, LINES), random);
        now.put(names.get(i), healthy);
        fixed.put(names.get(i), healthy);
      }
    }
    List<Routine> files = RepairVocabulary.ROUTINES.stream().map(now::get).toList();
    List<Routine> repaired = RepairVocabulary.ROUTINES.stream().map(fixed::get).toList();
    return new Drawn(new RepairProblem(checks, files), repaired);
  }

  private record Bug(Check check, Routine broken, Routine good) {}

  private static Bug bug(
      String name, List<String> rules, RepairConvention convention, Random random) {
    while (true) {
      Routine good = routine(name, rules, random);
      int place = convention.choose(good);
      int right = good.lines().get(place).value();
      Routine broken = good.with(place, (right + 1 + random.nextInt(9)) % 10);
      int input = random.nextInt(10);
      Check check = new Check(name, input, good.run(input));
      if (othersFail(broken, place, check, good)) {
        return new Bug(check, broken, good);
      }
    }
  }

  private static boolean othersFail(Routine broken, int place, Check check, Routine good) {
    Set<String> tables = new HashSet<>();
    for (int i = 0; i < broken.lines().size(); i++) {
      if (i != place) {
        tables.add(broken.with(i, broken.repair(i, check)).table());
      }
    }
    return !tables.contains(good.table());
  }

  private static Routine routine(String name, List<String> rules, Random random) {
    return new Routine(
        name, rules.stream().map(rule -> new Line(rule, random.nextInt(10))).toList());
  }

  /** The issue: {@code fix total 4 -> 9 : price 2 -> 0} and a line end. */
  String prompt() {
    return checks.stream().map(Check::text).collect(Collectors.joining(" : ", "fix ", "\n"));
  }

  Routine routine(String name) {
    return routines.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }
}
