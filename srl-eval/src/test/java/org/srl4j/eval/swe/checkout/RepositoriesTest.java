package org.srl4j.eval.swe.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.swe.SweInstance;

class RepositoriesTest {
  @TempDir private Path folder;

  private static SweInstance instance(String id, String repository, String commit) {
    return new SweInstance(id, repository, commit, "", "", "", List.of(), List.of());
  }

  private static String git(Path repository, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of("-c", "user.name=t", "-c", "user.email=t@t"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static boolean hasGit() {
    try {
      return new ProcessBuilder("git", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void theBaseCommitIsReadWhateverTheWorkingFilesAre() throws Exception {
    assumeTrue(hasGit(), "no program git");
    Path repository = Files.createDirectories(folder.resolve("owner__name"));
    git(repository, "init", "-q");
    Files.createDirectories(repository.resolve("src"));
    Files.writeString(repository.resolve("src/a b.py"), "one\r\n");
    Files.write(repository.resolve("image.bin"), new byte[] {1, 0, 2});
    Files.createSymbolicLink(repository.resolve("link"), Path.of("../secret"));
    git(repository, "add", "-A");
    git(repository, "commit", "-q", "-m", "first");
    String base = git(repository, "rev-parse", "HEAD");
    Files.writeString(repository.resolve("src/a b.py"), "two\n");
    git(repository, "commit", "-q", "-a", "-m", "second");
    Files.writeString(repository.resolve("src/a b.py"), "three\n");

    Repositories repositories = new Repositories(folder);
    SourceTree tree = repositories.at(instance("i-1", "owner/name", base));
    assertEquals(Map.of("src/a b.py", "one\r\n"), tree.texts());
    assertEquals(Map.of("binary", 1, "link", 1), tree.leftOut());

    String unknown = "0123456789abcdef0123456789abcdef01234567";
    Exception e =
        assertThrows(
            CheckoutException.class, () -> repositories.at(instance("i-1", "owner/name", unknown)));
    assertTrue(e.getMessage().contains("has no commit " + unknown), e.getMessage());
    e =
        assertThrows(
            CheckoutException.class,
            () -> repositories.at(instance("i-1", "owner/name", "--output=/tmp/x")));
    assertTrue(e.getMessage().contains("hexadecimal"), e.getMessage());
  }

  @Test
  void aPlainFolderStandsForItsInstanceAloneAndLinksAreNotFollowed() throws Exception {
    Path own = Files.createDirectories(folder.resolve("i-1/src"));
    Files.writeString(own.resolve("a.py"), "x = 1\n");
    Files.createSymbolicLink(own.resolve("outside"), Path.of("../.."));
    Files.createDirectories(folder.resolve("name"));
    Repositories repositories = new Repositories(folder);
    SourceTree tree = repositories.at(instance("i-1", "owner/name", ""));
    assertEquals(Map.of("src/a.py", "x = 1\n"), tree.texts());
    assertEquals(Map.of("link", 1), tree.leftOut());
    Exception e =
        assertThrows(
            CheckoutException.class, () -> repositories.at(instance("i-2", "owner/name", "")));
    assertTrue(e.getMessage().contains("i-2, owner__name, owner/name, name"), e.getMessage());
  }

  @Test
  void namesThatLeaveTheFolderAreRefused() {
    Repositories repositories = new Repositories(folder);
    for (SweInstance hostile :
        List.of(instance("../x", "", ""), instance("i", "../..", ""), instance("/etc", "", ""))) {
      assertThrows(CheckoutException.class, () -> repositories.at(hostile));
    }
  }
}
