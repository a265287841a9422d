package org.srl4j.eval.cli.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.prepare.JsonlTrajectoryReader;
import org.srl4j.eval.benchmark.TaskCatalogue;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.config.ConfigLoader;
import picocli.CommandLine;

/**
 * What the pages show works: YAML, JSON, Java and shell. A block that cannot be tried has a line
 * {@code <!-- not run: reason -->} before it, and is counted here.
 */
class DocumentedExamplesTest {
  /** Blocks that say why they are not tried. */
  private static final int NOT_RUN = 0;

  /** Of each language there are at least so many; raise only. */
  private static final int SHELL = 9;

  private static final int JAVA = 15;

  /** Programs of examples beside ours and Maven's; whether they are there is not looked at. */
  private static final Set<String> PROGRAMS =
      Set.of("mvn", "cp", "sed", "echo", "jupyter", "python", "javac", "export");

  private static final Pattern SPAN = Pattern.compile("`((?:\\./)?srl [a-z][^`]*)`");

  @TempDir Path folder;

  private static List<DocumentedBlock> blocks(String language) throws IOException {
    return DocumentedBlock.all().stream()
        .filter(block -> block.language().equals(language) && block.notRun().isEmpty())
        .toList();
  }

  @Test
  void everyBlockHasALanguageThatIsTriedOrIsNoExample() throws IOException {
    List<String> faults = new ArrayList<>();
    for (DocumentedBlock block : DocumentedBlock.all()) {
      boolean known = Set.of("sh", "yaml", "json", "java", "mermaid").contains(block.language());
      boolean drawing =
          block.language().isEmpty() && !block.text().matches("(?s)(\\./|srl [a-z]|[{$]).*");
      if (!known && !drawing) {
        faults.add(block.place() + ": the language must be sh, yaml, json, java or mermaid");
      }
    }
    assertEquals(List.of(), faults);
    long marked = DocumentedBlock.all().stream().filter(b -> b.notRun().isPresent()).count();
    assertEquals(NOT_RUN, marked, "blocks that are not tried");
  }

  @Test
  void yamlIsReadAsWhatItIs() throws IOException {
    List<DocumentedBlock> blocks = blocks("yaml");
    assertFalse(blocks.isEmpty());
    for (DocumentedBlock block : blocks) {
      Path file = folder.resolve(block.place().replaceAll("\\W", "_") + ".yaml");
      Files.writeString(file, block.text());
      switch (block.kind()) {
        case "task" -> TaskCatalogue.find(file.toString());
        case "settings" -> ConfigLoader.load(ComparisonConfig.class, file, List.of());
        default ->
            throw new AssertionError(block.place() + ": say ```yaml task or ```yaml settings");
      }
    }
  }

  @Test
  void jsonIsReadAsWhatItIs() throws IOException {
    ObjectMapper strict = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    List<DocumentedBlock> blocks = blocks("json");
    assertFalse(blocks.isEmpty());
    for (DocumentedBlock block : blocks) {
      if (block.kind().equals("trajectory")) {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), block.text());
        assertFalse(new JsonlTrajectoryReader().read(file).trajectories().isEmpty());
      } else {
        strict.readTree(block.text());
      }
    }
  }

  @Test
  void javaCompiles() throws IOException {
    List<JavaFileObject> sources = new ArrayList<>();
    for (DocumentedBlock block : blocks("java")) {
      sources.add(JavaExamples.source(sources.size(), block.text()));
    }
    assertTrue(sources.size() >= JAVA, "found " + sources.size());
    assertEquals("", JavaExamples.compile(sources, folder));
  }

  @Test
  void javaThatDoesNotCompileIsNoticed() throws IOException {
    String unknown = JavaExamples.compile(List.of(JavaExamples.source(0, "policy.no();")), folder);
    assertTrue(unknown.contains("cannot find symbol"), unknown);
  }

  @Test
  void shellCommandsExistWithTheirOptions() throws IOException {
    List<String> faults = new ArrayList<>();
    List<DocumentedBlock> blocks = blocks("sh");
    assertTrue(blocks.size() >= SHELL, "found " + blocks.size());
    for (DocumentedBlock block : blocks) {
      for (List<String> words : ShellLines.commands(block.text())) {
        if (CommandExamples.isOurs(words)) {
          CommandExamples.fault(words, true)
              .ifPresent(fault -> faults.add(block.place() + ": " + words + ": " + fault));
        } else if (words.get(0).equals("mvn")) {
          mavenFault(words).forEach(fault -> faults.add(block.place() + ": " + fault));
        } else if (!PROGRAMS.contains(words.get(0))) {
          faults.add(block.place() + ": unknown program " + words);
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  /** Profiles and modules that the build has not. */
  private static List<String> mavenFault(List<String> words) throws IOException {
    String pom = Files.readString(DocumentedBlock.ROOT.resolve("pom.xml"));
    List<String> faults = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("-P") && !pom.contains("<id>" + word.substring(2) + "</id>")) {
        faults.add("no profile " + word);
      }
      boolean module = words.get(i - 1).equals("-pl") && !word.equals("my-ideas");
      if (module && !pom.contains("<module>" + word + "</module>")) {
        faults.add("no module " + word);
      }
    }
    return faults;
  }

  @Test
  void commandsNamedInSentencesExistWithTheirOptions() throws IOException {
    List<String> faults = new ArrayList<>();
    int found = 0;
    for (Path page : DocumentedBlock.pages()) {
      List<MatchResult> spans = SPAN.matcher(Files.readString(page)).results().toList();
      for (MatchResult span : spans) {
        List<String> words = ShellLines.commands(span.group(1).replace("...", "")).get(0);
        CommandExamples.fault(words, false)
            .ifPresent(fault -> faults.add(page + ": " + words + ": " + fault));
        found++;
      }
    }
    assertTrue(found > 30, "found " + found);
    assertEquals(List.of(), faults);
  }

  @Test
  void examplesOfTheHelpAreRightToo() throws IOException {
    List<String> faults = new ArrayList<>();
    int found = 0;
    for (CommandLine command : CommandExamples.all()) {
      for (String line : command.getCommandSpec().usageMessage().footer()) {
        if (!line.startsWith("Example: ")) {
          continue;
        }
        found++;
        for (List<String> words : ShellLines.commands(line.substring("Example: ".length()))) {
          if (CommandExamples.isOurs(words)) {
            CommandExamples.fault(words, true).ifPresent(f -> faults.add(line + ": " + f));
          }
        }
      }
    }
    assertTrue(found >= 25, "found " + found);
    assertEquals(List.of(), faults);
  }

  /** The commands of extending.md before Maven's, done in a folder with the template. */
  @Test
  void theTemplateBecomesAModuleAsThePageSays() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs /bin/sh");
    DocumentedBlock block =
        blocks("sh").stream()
            .filter(b -> b.text().contains("cp -r template"))
            .findFirst()
            .orElseThrow();
    Files.copy(DocumentedBlock.ROOT.resolve("pom.xml"), folder.resolve("pom.xml"));
    Files.createDirectory(folder.resolve("template"));
    Path pom = DocumentedBlock.ROOT.resolve("template/pom.xml");
    Files.copy(pom, folder.resolve("template/pom.xml"));
    Stream<String> lines = block.text().lines().filter(line -> line.matches("(cp|sed) .*"));
    Process shell =
        new ProcessBuilder("/bin/sh", "-e", "-c", String.join("\n", lines.toList()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(shell.getInputStream().readAllBytes());
    assertEquals(0, shell.waitFor(), said);
    String modules = Files.readString(folder.resolve("pom.xml"));
    assertTrue(modules.contains("<module>template</module><module>my-ideas</module>"));
    String mine = Files.readString(folder.resolve("my-ideas/pom.xml"));
    assertTrue(mine.contains("<artifactId>my-ideas</artifactId>"), mine);
    assertTrue(mine.contains("<artifactId>srl4j</artifactId>"), mine);
  }

  @Test
  void wrongExamplesAreNoticed() throws IOException {
    for (String wrong :
        List.of(
            "./srl evaluate --model D",
            "./srl eval --modle D --task aime24",
            "./srl eval --task aime24",
            "./srl eval --model D --task aime24 --k many",
            "./srl compare methods.srl.groupsize=4",
            "./srl swe grade --instances F")) {
      assertTrue(CommandExamples.fault(ShellLines.commands(wrong).get(0), true).isPresent(), wrong);
    }
    String yaml = "name: q\nprompt: {system: a \\boxed{}.}\n";
    Path file = Files.writeString(folder.resolve("q.yaml"), yaml);
    assertThrows(IllegalArgumentException.class, () -> TaskCatalogue.find(file.toString()));
  }

  @Test
  void shellTextIsCutAtItsOperatorsAndWithoutComments() {
    assertEquals(
        List.of(
            List.of("echo", "{\"id\":1} # no"), List.of("./srl", "grade"), List.of("mvn", "-q")),
        ShellLines.commands(
            "echo '{\"id\":1} # no' | ./srl grade > out.txt  # yes; no\n\n&& mvn \\\n -q\n"));
  }

  @Test
  void blocksKnowTheirPlaceKindAndReason() {
    List<DocumentedBlock> blocks =
        DocumentedBlock.of(
            "p.md", List.of("a", "<!-- not run: needs a GPU -->", "```sh fast", "x", "```"));
    assertEquals(1, blocks.size());
    assertEquals("p.md:3", blocks.get(0).place());
    assertEquals("fast", blocks.get(0).kind());
    assertEquals("needs a GPU", blocks.get(0).notRun().orElseThrow());
    assertThrows(AssertionError.class, () -> DocumentedBlock.of("p.md", List.of("```sh", "x")));
  }
}
