package org.srl4j.eval.swe.mini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.ToolPrompt;
import org.srl4j.core.agent.ToolSet;
import org.srl4j.core.prepare.JsonLines;
import org.srl4j.core.prepare.agent.SweSmithRows;
import org.srl4j.eval.swe.Prediction;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.run.Candidate;
import org.srl4j.eval.swe.run.JavaTestRunner;
import org.srl4j.eval.swe.run.TestRun;

/**
 * Writes splits: instances as {@code NAME.jsonl}, bare repositories under {@code repositories}, and
 * experts' attempts as SWE-smith's rows in {@code NAME.trajectories.jsonl}, with their patches in
 * {@code NAME.expert.jsonl}.
 *
 * @param folder where they go
 */
public record MiniWriter(Path folder) {
  /** The folder of repositories, inside of the folder. */
  public static final String REPOSITORIES = "repositories";

  private static final String VERSION = "1";
  private static final String BEGIN = "src/test/java/check/";

  /**
   * A writer.
   *
   * @throws IllegalArgumentException if the folder holds repositories already
   */
  public MiniWriter {
    if (Files.exists(folder.resolve(REPOSITORIES))) {
      throw new IllegalArgumentException(
          folder + ": there is a benchmark already; name another folder or delete it");
    }
  }

  /**
   * Writes a split.
   *
   * @param name of the split
   * @param bugs all bugs of its repositories
   * @return the instances, in the order of the bugs
   * @throws IOException if files cannot be written, or there is no {@code git}
   */
  public List<SweInstance> write(String name, List<MiniBug> bugs) throws IOException {
    Map<String, List<MiniBug>> byRepository = new LinkedHashMap<>();
    bugs.forEach(
        bug -> byRepository.computeIfAbsent(bug.folder(), r -> new ArrayList<>()).add(bug));
    List<SweInstance> instances = new ArrayList<>();
    for (List<MiniBug> ofOne : byRepository.values()) {
      instances.addAll(repository(ofOne));
    }
    Files.createDirectories(folder);
    JsonLines.write(folder.resolve(name + ".jsonl"), instances.stream().map(MiniWriter::row));
    return instances;
  }

  private static ObjectNode row(SweInstance instance) {
    ObjectNode row = instance.toJson();
    row.put("version", VERSION).put("hints_text", "").put("created_at", "2024-01-01T00:00:00Z");
    return row.put("environment_setup_commit", instance.baseCommit());
  }

  /** One branch per bug, whose history never holds the repaired source. */
  private List<SweInstance> repository(List<MiniBug> bugs) throws IOException {
    GitWriter git = new GitWriter();
    MiniBug first = bugs.get(0);
    Map<String, String> frame = new TreeMap<>(first.project().others());
    Map<String, String> allTests = first.project().tests();
    allTests.forEach(
        (path, text) -> {
          if (path.startsWith(BEGIN)) {
            frame.put(path, text);
          }
        });
    int begin = git.commit("main", 0, "Begin with a way to run tests", frame);
    Map<MiniBug, Integer> marks = new LinkedHashMap<>();
    for (MiniBug bug : bugs) {
      Map<String, String> sources = new TreeMap<>(bug.project().sources());
      sources.put(bug.mutation().path(), bug.brokenSource());
      int written = git.commit(bug.id(), begin, "Add the library", sources);
      Map<String, String> tests = new TreeMap<>(bug.visibleTests());
      tests.keySet().removeIf(path -> path.startsWith(BEGIN));
      marks.put(bug, git.commit(bug.id(), written, "Add tests", tests));
    }
    Map<Integer, String> ids = git.write(folder.resolve(REPOSITORIES).resolve(first.folder()));
    List<SweInstance> instances = new ArrayList<>();
    marks.forEach((bug, mark) -> instances.add(bug.instance(ids.get(mark))));
    return instances;
  }

  /**
   * Writes an expert's attempts at a split.
   *
   * @param name of the split
   * @param bugs of the split
   * @param instances the same in SWE-bench's form, as {@link #write} returned them
   * @throws IOException if tests cannot be run or files cannot be written
   */
  public void writeExpert(String name, List<MiniBug> bugs, List<SweInstance> instances)
      throws IOException {
    List<Candidate> repaired = new ArrayList<>();
    bugs.forEach(bug -> repaired.add(new Candidate(bug.id(), ExpertAttempt.repaired(bug))));
    Map<String, TestRun> runs;
    try (JavaTestRunner runner = JavaTestRunner.ofOwnPrograms()) {
      runs = runner.run(repaired);
    }
    List<AgentTrajectory> attempts = new ArrayList<>();
    List<Prediction> patches = new ArrayList<>();
    for (int i = 0; i < bugs.size(); i++) {
      MiniBug bug = bugs.get(i);
      ExpertAttempt attempt = ExpertAttempt.of(bug, instances.get(i), runs.get(bug.id()));
      attempts.add(attempt.trajectory());
      patches.add(new Prediction(bug.id(), "expert", attempt.diff()));
    }
    new SweSmithRows(ToolPrompt.system(ToolSet.sweSmith()))
        .write(folder.resolve(name + ".trajectories.jsonl"), attempts);
    Prediction.write(folder.resolve(name + ".expert.jsonl"), patches);
  }

  /**
   * Writes figures as {@code statistics.json}.
   *
   * @param sizes instances by split
   * @param census what became of the bugs that were tried
   */
  public void writeStatistics(Map<String, Integer> sizes, MutationCensus census)
      throws IOException {
    ObjectNode node = census.toJson();
    ObjectNode splits = node.putObject("instances");
    sizes.forEach(splits::put);
    Files.writeString(folder.resolve("statistics.json"), node.toPrettyString() + "\n");
  }
}
