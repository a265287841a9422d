package org.srl4j.eval.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.train.files.SealedFolder;
import org.srl4j.eval.cli.Ran;

/** {@code srl run} on the template's classes, compiled in a folder outside of the toolkit. */
class RunCommandIT {
  private static final Path TEMPLATE = Path.of("../template/src/main/java");
  private static final String OWN = "com.example.ideas.FirstExperiment";
  private static final String ROOT = "srl4j.root";

  /** 3 collections of 2 updates. */
  private static final List<String> SHORT =
      List.of(
          "methods.srl.schedule.max_collections=3",
          "methods.srl.batch=8",
          "methods.srl.schedule.validate_every=2",
          "evaluation.validation_samples=0");

  @TempDir static Path folder;
  private static Path classes;
  private static String rootBefore;

  @BeforeAll
  static void compileElsewhere() throws IOException {
    classes = Files.createDirectory(folder.resolve("classes"));
    List<String> words = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    try (Stream<Path> sources = Files.walk(TEMPLATE)) {
      sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(words::add);
    }
    String[] arguments = words.toArray(String[]::new);
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments));
    rootBefore = System.getProperty(ROOT);
    System.setProperty(ROOT, "..");
  }

  @AfterAll
  static void restoreRoot() {
    if (rootBefore == null) {
      System.clearProperty(ROOT);
    } else {
      System.setProperty(ROOT, rootBefore);
    }
  }

  private static Ran run(Path output, String... more) {
    List<String> words = new ArrayList<>(List.of("run", "--class-path", classes.toString(), OWN));
    words.addAll(List.of("--output", output.toString(), "--checkpoint-every", "2"));
    words.addAll(SHORT);
    words.addAll(List.of(more));
    return Ran.command(words.toArray(String[]::new));
  }

  @Test
  void anExperimentOfOnesOwnShowsProgressAndGoesOnAsIfItHadNeverEnded() throws IOException {
    Path whole = folder.resolve("whole");
    Ran first = run(whole);
    assertEquals(0, first.exitCode(), first.err());
    assertTrue(first.err().contains("update 5 of at most 6, reward "), first.err());
    assertTrue(first.out().contains("validation, %"), first.out());

    Path killed = folder.resolve("killed");
    assertEquals(0, run(killed).exitCode());
    SealedFolder.delete(killed.resolve("checkpoints/update-00000006"));
    Ran resumed = run(killed, "--resume", "--test");
    assertEquals(0, resumed.exitCode(), resumed.err());
    assertTrue(resumed.err().contains("going on from"), resumed.err());
    assertFalse(resumed.err().contains("update 3 of"), resumed.err());
    assertEquals(withoutTimes(whole), withoutTimes(killed));
    assertTrue(resumed.out().contains("order, 100 problems"), resumed.out());

    String next = Ran.command("runs", killed.toString()).out();
    assertTrue(next.contains("srl run --class-path " + classes + " " + OWN), next);
    assertTrue(next.contains("--resume --test"), next);
  }

  private static List<String> withoutTimes(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.jsonl")).stream()
        .map(row -> row.replaceAll("\"[a-z_/]*(_time|_seconds)\":[-0-9.eE]+", ""))
        .toList();
  }

  /** Returns no experiment. */
  public static final class Other implements Callable<String> {
    @Override
    public String call() {
      return "nothing";
    }
  }

  @ParameterizedTest
  @CsvSource({
    "com.example.ideas.FirstExperment, classes in its folders: com.example.ideas.AsymmetricGradient",
    "com.example.ideas.LastNumberGrader, must implement java.util.concurrent.Callable",
    "java.util.concurrent.Callable, no abstract class",
    "org.srl4j.eval.cli.train.RunCommandIT$Other, must return an org.srl4j.eval.api.Experiment"
  })
  void aClassThatIsNoExperimentIsAUsageErrorAndLeavesNoFolder(String name, String message) {
    Path output = folder.resolve("none");
    Ran ran =
        Ran.command("run", "--class-path", classes.toString(), name, "--output", output.toString());
    assertEquals(2, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains(message), ran.err());
    assertFalse(Files.exists(output));
  }

  @Test
  void aWrongSettingAndAMissingFolderAreNamedBeforeAnythingIsMade() {
    Path output = folder.resolve("nothing");
    Ran setting = run(output, "methods.srl.groupsize=4");
    assertEquals(2, setting.exitCode());
    assertTrue(setting.err().contains("did you mean"), setting.err());
    assertFalse(Files.exists(output));
    Ran missing = Ran.command("run", "--class-path", folder.resolve("no") + "", OWN);
    assertEquals(2, missing.exitCode());
    assertTrue(missing.err().contains("compile the module first"), missing.err());
  }
}
