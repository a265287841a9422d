package org.srl4j.eval.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A child process is killed outright, twice; the run that goes on ends with the same report. */
@Timeout(900)
class KilledEvaluationIT {
  private static final int PROBLEMS = 12;
  private static final int K = 4;

  @TempDir private Path folder;

  private List<String> arguments(Path output) {
    return List.of(
        "eval",
        "--model",
        folder.resolve("model").toString(),
        "--task",
        folder.resolve("quiz.yaml").toString(),
        "--greedy",
        "--k",
        "" + K,
        "--max-new-tokens",
        "60",
        "--batch",
        "1",
        "--resume",
        "--output",
        output.toString());
  }

  private void killAfter(Path output, int rows) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments(output));
    Process child =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    Path samples = output.resolve("samples.jsonl");
    while (child.isAlive() && lines(samples) < rows) {
      Thread.sleep(5);
    }
    child.destroyForcibly();
    assertTrue(child.waitFor(600, TimeUnit.SECONDS), "the child was killed");
    assertTrue(lines(samples) >= rows, () -> errors());
  }

  private String errors() {
    try {
      return Files.readString(folder.resolve("err"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int lines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    int lines = 0;
    for (byte b : Files.readAllBytes(file)) {
      lines += b == '\n' ? 1 : 0;
    }
    return lines;
  }

  @Test
  void runKilledTwiceGivesTheReportOfAnUnkilledOne() throws IOException, InterruptedException {
    TinyModel.save(Files.createDirectory(folder.resolve("model")), 200);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < PROBLEMS; i++) {
      rows.append("{\"question\":\"" + i + "+1?\",\"answer\":" + (i + 1) + "}\n");
    }
    Files.writeString(folder.resolve("quiz.jsonl"), rows);
    Files.writeString(folder.resolve("quiz.yaml"), "data: {file: quiz.jsonl}\n");
    Path killed = folder.resolve("killed");
    Path whole = folder.resolve("whole");
    killAfter(killed, 4);
    int first = lines(killed.resolve("samples.jsonl"));
    killAfter(killed, first + 8);
    int second = lines(killed.resolve("samples.jsonl"));
    int all = PROBLEMS * (K + 1);
    assertTrue(second < all, "killed on the way, after " + first + " and " + second + " of " + all);
    for (Path output : List.of(killed, whole)) {
      Ran ran = Ran.command(arguments(output).toArray(new String[0]));
      assertEquals(0, ran.exitCode(), ran.err());
    }
    assertEquals(all, lines(killed.resolve("samples.jsonl")));
    assertEquals(3, lines(killed.resolve("sessions.jsonl")));
    for (String file :
        Stream.of("samples.jsonl", "report.json", "report.md", "report.html").toList()) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(killed.resolve(file)), file);
    }
  }
}
