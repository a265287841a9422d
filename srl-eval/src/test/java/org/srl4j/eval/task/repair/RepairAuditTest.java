package org.srl4j.eval.task.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.data.Problem;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.patch.Patch;
import org.srl4j.eval.swe.patch.PatchApplier;
import org.srl4j.eval.swe.patch.PatchConflictException;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.SplitSizes;

/** The fast model of a repair against javac and the JVM. */
class RepairAuditTest {
  private static final int PROBLEMS = 12;
  private static final RepairTask TASK = new RepairTask(1, 2, new SplitSizes(1, 1, PROBLEMS));

  @TempDir Path folder;

  /** Experts, nothing, and random edits in turn. */
  private static List<List<String>> attempts(List<Problem> problems) {
    Random random = new Random(4);
    List<List<String>> turns = new ArrayList<>();
    for (int i = 0; i < problems.size(); i++) {
      List<String> lines =
          new ArrayList<>(TASK.expertText(problems.get(i)).lines().map(l -> l + "\n").toList());
      if (i % 3 == 1) {
        lines = List.of("submit\n");
      } else if (i % 3 == 2) {
        int edit = 1 + 2 * random.nextInt(RepairProblem.MOST_BROKEN);
        String line = lines.get(edit);
        lines.set(edit, line.substring(0, line.length() - 2) + random.nextInt(10) + "\n");
      }
      turns.add(lines);
    }
    return turns;
  }

  @Test
  void testsInAChildJvmAgreeWithTheModel() throws IOException {
    List<Problem> problems = TASK.problems(Split.TEST);
    List<List<String>> turns = attempts(problems);
    List<Boolean> resolved = TASK.audit(folder.resolve("expert"), problems, turns).orElseThrow();
    for (int i = 0; i < PROBLEMS; i++) {
      Problem problem = problems.get(i);
      boolean model = TASK.verdict(problem, turns.get(i)) == Verdict.SOLVED;
      assertEquals(model, resolved.get(i), problem.id());
      assertEquals(i % 3 == 0, i % 3 == 0 && resolved.get(i)); // experts resolve
      assertTrue(i % 3 != 1 || !resolved.get(i)); // an empty patch does not
    }
    String report = Files.readString(folder.resolve("expert/report.json"));
    assertEquals(4, new ObjectMapper().readTree(report).path("empty_patch_instances").asInt());
  }

  @Test
  void instancesAreInSweBenchsSchema() throws IOException, PatchConflictException {
    List<Problem> problems = TASK.problems(Split.TEST);
    TASK.audit(folder.resolve("x"), problems, attempts(problems));
    Map<String, SweInstance> instances = SweInstance.read(folder.resolve("x/instances.jsonl"));
    assertEquals(PROBLEMS, instances.size());
    for (SweInstance instance : instances.values()) {
      assertEquals(12, instance.failToPass().size()); // an example and a table a broken class
      assertEquals(2, instance.passToPass().size()); // the two healthy classes
      Map<String, String> tests = PatchApplier.apply(Patch.parse(instance.testPatch()), Map.of());
      assertEquals(RepairProblem.ROUTINES, tests.size());
    }
  }

  @Test
  void sourcesMixAsTheModelDoes() {
    // The project's own mix is the text of DigitMix; the audit above runs it, this pins its form.
    RepairProblem problem =
        RepairProblem.draw(1, RepairConvention.ofSeed(1), new Random(1)).problem();
    Map<String, String> files = RepairSources.main(problem.routines());
    assertEquals(1 + RepairProblem.ROUTINES, files.size());
    assertTrue(files.get("src/main/java/mini/Digits.java").contains("return (6 - a - b) % 3;"));
  }
}
