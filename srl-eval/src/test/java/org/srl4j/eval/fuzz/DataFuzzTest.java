package org.srl4j.eval.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.srl4j.core.agent.ObservationLimit;
import org.srl4j.core.prepare.Gsm8kReader;
import org.srl4j.core.prepare.JsonLines;
import org.srl4j.core.prepare.JsonlTrajectoryReader;
import org.srl4j.core.prepare.MathShepherdReader;
import org.srl4j.core.prepare.S1kReader;
import org.srl4j.core.prepare.TrajectoryReader;
import org.srl4j.core.prepare.agent.AgentFormat;
import org.srl4j.core.prepare.agent.MiniSweAgentFormat;
import org.srl4j.core.prepare.agent.SweAgentFormat;
import org.srl4j.core.prepare.agent.SweSmithFormat;
import org.srl4j.eval.benchmark.BenchmarkLoader;
import org.srl4j.eval.benchmark.TaskCatalogue;
import org.srl4j.eval.benchmark.TaskDefinition;
import org.srl4j.eval.fuzz.FuzzTarget.FileReading;
import org.srl4j.eval.page.PageFiles;
import org.srl4j.eval.result.EvaluationFiles;
import org.srl4j.eval.result.Evaluations;
import org.srl4j.eval.swe.Prediction;
import org.srl4j.eval.swe.SweInstance;

/** Data files, agents' attempts and reports that were changed at random; see {@link Fuzzing}. */
class DataFuzzTest {
  @TempDir static Path folder;

  private static final List<FuzzTarget> TARGETS = new ArrayList<>();

  static Stream<FuzzTarget> targets() {
    return TARGETS.stream();
  }

  @BeforeAll
  static void writeGoodFiles() throws IOException, SQLException {
    addTrajectories("own.jsonl", new JsonlTrajectoryReader());
    addTrajectories("gsm8k.jsonl", new Gsm8kReader());
    addTrajectories("s1k.json", new S1kReader());
    addTrajectories("math_shepherd.jsonl", new MathShepherdReader());
    addAgents();
    addSwe();
    addBenchmarks();
    Path reports = Files.createDirectories(folder.resolve("evaluation"));
    EvaluationFiles.write(Evaluations.report("m", "t", "10", "11", "01"), reports, false);
    add("report.json", reports.resolve(EvaluationFiles.JSON), EvaluationFiles::read);
  }

  private static void add(String name, Path file, FileReading reading) throws IOException {
    TARGETS.add(FuzzTarget.file(name, file, reading));
  }

  private static void add(String name, String file, String text, FileReading reading)
      throws IOException {
    add(name, Files.writeString(folder.resolve(file), text), reading);
  }

  private static void addTrajectories(String name, TrajectoryReader reader) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in =
        DataFuzzTest.class.getResourceAsStream("/org/srl4j/core/prepare/" + name)) {
      PageFiles.replace(file, in.readAllBytes());
    }
    add(name, file, reader::read);
  }

  private static void addAgents() throws IOException {
    addAgent(
        "SWE-smith rows",
        "smith.jsonl",
        """
        {"instance_id": "a__b.1", "traj_id": "t", "resolved": true, "messages": [\
        {"role": "system", "content": "tools"}, {"role": "user", "content": "fix it"},\
        {"role": "assistant", "content": "Look.\\n\\n<function=bash>\\n<parameter=command>ls\
        </parameter>\\n</function>"}, {"role": "user", "content": "OBSERVATION:\\nsrc"},\
        {"role": "assistant", "content": "<function=submit>\\n</function>"}]}
        """,
        new SweSmithFormat());
    addAgent(
        ".traj of function calls",
        "calls.traj",
        """
        {"trajectory": [], "info": {"exit_status": "submitted"},
         "replay_config": "{\\"problem_statement\\": {\\"id\\": \\"a__b-1\\"}}",
         "history": [{"role": "system", "content": "s"},
          {"role": "user", "content": [{"type": "text", "text": "fix it"}]},
          {"role": "assistant", "content": "t", "thought": "t", "action": "ls",
           "tool_calls": [{"function": {"name": "bash", "arguments": "{\\"command\\": \\"ls\\"}"}}]},
          {"role": "tool", "content": "src"},
          {"role": "assistant", "content": "", "tool_calls": [
           {"function": {"name": "view", "arguments": {"range": [1, [2, null]], "deep": {}}}}]}]}
        """,
        new SweAgentFormat());
    addAgent(
        ".traj of actions",
        "actions.traj",
        """
        {"history": [{"role": "user", "content": "demo", "is_demo": true},
          {"role": "user", "content": "fix it"},
          {"role": "assistant", "content": "t", "thought": "t", "action": "ls -l\\n"},
          {"role": "user", "content": "src"},
          {"role": "assistant", "content": "Exit due to cost limit", "action": ""}]}
        """,
        new SweAgentFormat());
    addAgent(
        "mini-SWE-agent .traj.json",
        "mini.traj.json",
        """
        {"info": {"exit_status": "Submitted"}, "instance_id": "a__b-1", "messages": [
          {"role": "system", "content": "s"}, {"role": "user", "content": "fix it"},
          {"role": "assistant", "content": "Look.\\n\\n```bash\\nls -l\\n```\\n"},
          {"role": "user", "content": "src"},
          {"role": "assistant", "content": "```mswea_bash_command\\necho done\\n```"}]}
        """,
        new MiniSweAgentFormat());
  }

  private static void addAgent(String name, String file, String text, AgentFormat format)
      throws IOException {
    add(name, file, text, f -> format.steps(ObservationLimit.defaults()).read(f));
  }

  private static void addSwe() throws IOException {
    String byRow =
        """
        {"instance_id": "a__b-1", "model_name_or_path": "m", "model_patch": "diff --git a/f b/f"}
        {"instance_id": "a__b-2", "model_patch": null}
        """;
    add("predictions by row", "preds.jsonl", byRow, file -> Prediction.read(file, tooLong -> {}));
    String byId =
        """
        {"a__b-1": {"model_name_or_path": "m", "model_patch": "diff --git a/f b/f\\n"},
         "a__b-2": {"model_patch": ""}}
        """;
    add(
        "predictions by instance",
        "all_preds.json",
        byId,
        file -> Prediction.read(file, tooLong -> {}));
    String instances =
        """
        {"instance_id": "a__b-1", "repo": "a/b", "base_commit": "0f", "problem_statement": "p",\
         "patch": "d", "test_patch": "d", "FAIL_TO_PASS": "[\\"t::a\\", \\"t::b[x y]\\"]",\
         "PASS_TO_PASS": ["t::c"]}
        """;
    add(
        "SWE-bench instances",
        "instances.jsonl",
        instances,
        f -> JsonLines.read(f, row -> SweInstance.of(row).isGradable()));
  }

  private static void addBenchmarks() throws IOException, SQLException {
    TaskDefinition task = TaskDefinition.defaults();
    String rows =
        """
        {"id": "a", "problem": "1 + 1?", "answer": "2", "level": 1}
        {"id": "b", "problem": "What is half of it?", "answer": ["1", "1.0"], "level": 2}
        """;
    add("problems", "problems.jsonl", rows, f -> BenchmarkLoader.load(task, f));
    String yaml =
        "name: mine\nversion: '2'\ndata: {file: problems.jsonl}\ncolumns: {question: problem}\n"
            + "format: boxed\nprompt: {plain: \"{question}\"}\n";
    add("task's YAML", "mine.yaml", yaml, f -> TaskCatalogue.find(f.toString()));
    Path parquet = folder.resolve("problems.parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT 'p' || i AS id, 'q' || repeat('q', i::INT) AS problem, [i, i + 1] AS answer"
              + " FROM range(40) t(i)) TO '"
              + parquet
              + "' (FORMAT parquet, CODEC zstd)");
    }
    add("Parquet", parquet, f -> BenchmarkLoader.load(task, f));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void changedFilesAreReadOrRefusedSoonAndInLittleMemory(FuzzTarget target) throws Exception {
    Map<String, Integer> outcomes = Fuzzing.run(target);
    assertTrue(outcomes.containsKey("refused"), outcomes.toString());
  }
}
