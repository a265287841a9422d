package org.srl4j.eval.swe.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.testing.SharedData;

/** Patches of SWE-bench: bytes come back, and changed patches fare as in {@code git apply}. */
class GitApplyIT {
  private static final int MUTANTS = 500;
  private static final int HEADERS = 1000;

  /** A mode alone was announced, no deletion. */
  private static final Pattern UNANNOUNCED =
      Pattern.compile("mode 100755[ \\t]*\n---[^\n]*\n\\+\\+\\+ /dev/null");

  private static final long SEED = 7;

  @TempDir private Path folder;

  private static List<String> patches(String file) throws IOException {
    List<String> patches = new ArrayList<>();
    for (String line : Files.readAllLines(SharedData.file("swe/" + file))) {
      JsonNode row = new ObjectMapper().readTree(line);
      patches.add(row.path("patch").asText());
      patches.add(row.path("test_patch").asText());
    }
    return patches;
  }

  @Test
  void everyPatchComesBackByteForByte() throws IOException {
    List<String> all = patches("swebench_lite.jsonl");
    all.addAll(patches("swebench_verified_50_full.jsonl"));
    assertEquals(2 * (300 + 50), all.size());
    for (String patch : all) {
      assertEquals(patch, Patch.parse(patch).render());
    }
  }

  @Test
  void changedPatchesFareAsInGit() throws IOException, InterruptedException {
    assumeTrue(git(folder, "--version") == 0, "skipped: no git");
    List<String> patches = patches("swebench_lite.jsonl");
    Random random = new Random(SEED);
    int accepted = 0;
    for (int i = 0; i < MUTANTS; i++) {
      String patch = patches.get(random.nextInt(patches.size()));
      Map<String, String> tree = Mutation.treeBefore(Patch.parse(patch));
      Mutation mutation = Mutation.draw(patch, tree, random);
      Path place = Files.createDirectory(folder.resolve("m" + i));
      write(place, mutation.tree());
      Files.writeString(place.resolve("the.patch"), mutation.patch());
      git(place, "init", "-q");
      int exit = git(place, "apply", "--check", "the.patch");
      if (exit > 128) {
        continue; // Git 2.39 fails an assertion of its own on a doubled header of a new file
      }
      boolean gitTakesIt = exit == 0;
      boolean weTakeIt = taken(mutation);
      accepted += gitTakesIt ? 1 : 0;
      assertEquals(gitTakesIt, weTakeIt, () -> mutation.kind() + "\n" + mutation.patch());
    }
    int share = accepted;
    assertTrue(share > MUTANTS / 5 && share < MUTANTS * 4 / 5, () -> "accepted " + share);
  }

  /** What Git leaves is what we leave, names, renames, modes, quotes and ends of files included. */
  @Test
  void headersOfEveryFormFareAsInGit() throws IOException, InterruptedException {
    assumeTrue(git(folder, "--version") == 0, "skipped: no git");
    HeaderDraw draw = new HeaderDraw(SEED);
    Map<String, String> tree = new TreeMap<>();
    HeaderDraw.FILES.forEach(file -> tree.put(file, HeaderDraw.text(file)));
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('\u00fc'),
        "skipped: file names of this system are ASCII; set LC_ALL=C.UTF-8");
    int accepted = 0;
    for (int i = 0; i < HEADERS; i++) {
      String patch = draw.patch();
      Path place = Files.createDirectory(folder.resolve("h" + i));
      write(place, tree);
      git(place, "init", "-q");
      Files.delete(place.resolve("git.log"));
      Files.writeString(place.resolve(".git/the.patch"), patch);
      int exit = git(place, "apply", ".git/the.patch");
      if (exit > 128) {
        continue;
      }
      Map<String, String> made = applied(patch, tree);
      if (exit == 0 && made == null && UNANNOUNCED.matcher(patch).find()) {
        continue; // a known difference: Git makes a file of that name
      }
      assertEquals(exit == 0, made != null, () -> patch + "\n" + gitSaid(place));
      if (exit == 0) {
        accepted++;
        assertEquals(read(place), made, patch);
      }
    }
    int share = accepted;
    assertTrue(share > HEADERS / 5 && share < HEADERS * 4 / 5, () -> "accepted " + share);
  }

  private static String gitSaid(Path place) {
    try {
      return Files.readString(place.resolve(".git/git.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The tree after a patch; null if it is refused or holds no file. */
  private static Map<String, String> applied(String text, Map<String, String> tree) {
    try {
      Patch patch = Patch.parse(text);
      return patch.files().isEmpty() ? null : PatchApplier.apply(patch, tree);
    } catch (PatchConflictException | IllegalArgumentException e) {
      return null;
    }
  }

  private static Map<String, String> read(Path place) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = place.relativize(file).toString();
        if (!name.startsWith(".git/")) {
          tree.put(name, Files.readString(file));
        }
      }
    }
    return tree;
  }

  private static boolean taken(Mutation mutation) {
    try {
      Patch patch = Patch.parse(mutation.patch());
      PatchApplier.apply(patch, mutation.tree());
      return !patch.files().isEmpty();
    } catch (PatchConflictException | IllegalArgumentException e) {
      return false;
    }
  }

  private static void write(Path place, Map<String, String> tree) throws IOException {
    for (Map.Entry<String, String> file : new TreeMap<>(tree).entrySet()) {
      Path path = place.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private static int git(Path place, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(place.toFile());
    Path log = place.resolve(Files.isDirectory(place.resolve(".git")) ? ".git/git.log" : "git.log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return builder.start().waitFor();
  }
}
