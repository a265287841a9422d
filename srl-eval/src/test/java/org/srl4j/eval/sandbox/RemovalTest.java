package org.srl4j.eval.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {
  @TempDir private Path outside;

  /** Deep beyond any path, locked, linked, with odd names: all gone, and nothing else. */
  @Test
  void whateverIsInItGoesAwayAndLinksAreNotFollowed() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: no /bin/sh");
    Path kept = Files.writeString(outside.resolve("kept"), "kept");
    Path root = Files.createDirectory(outside.resolve("root"));
    String script =
        """
        ln -s ../kept link; ln -s .. up
        mkdir a b 'odd
        name' ' ' '*' .removed0; echo x > a/f; chmod 000 a; mkdir b/c; chmod 000 b/c b
        printf x > "$(printf 'bytes\\377\\376')"; mkfifo pipe; mkdir -p "$(printf 'd\\377/e')"
        i=0; while [ $i -lt 1500 ]; do mkdir aaaaaaaaaa; cd -P aaaaaaaaaa; i=$((i+1)); done
        """;
    Process shell =
        new ProcessBuilder("/bin/sh", "-c", script).directory(root.toFile()).inheritIO().start();
    assertEquals(0, shell.waitFor());
    assertEquals(List.of(), Removal.of(root));
    assertFalse(Files.exists(root));
    assertEquals("kept", Files.readString(kept));
    assertEquals(List.of(), Removal.of(root)); // nothing there is nothing to do
  }

  @Test
  void whatCannotBeRemovedIsNamed() throws IOException {
    Path folder = Path.of("/proc/self/fdinfo");
    assumeTrue(Files.isDirectory(folder), "skipped: no /proc");
    List<String> left = Removal.of(folder);
    assertTrue(left.size() >= 1 && left.get(0).startsWith("/proc/self/fdinfo"), left.toString());
  }
}
