package org.srl4j.eval.swe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.eval.swe.checkout.SourceTree;

class WorkspaceTest {
  private final Workspace workspace =
      new Workspace(SourceTree.of(Map.of("src/a.py", "a\n", "src/x/b.py", "b\n", "top", "t")));

  @ParameterizedTest
  @CsvSource({
    "/testbed, ''",
    "/testbed/, ''",
    "/testbed/./src/, src",
    "/testbed//src///a.py, src/a.py",
    "a.py, src/a.py",
    "./a.py, src/a.py",
    "., src",
    "./, src"
  })
  void pathsInTheRepositoryAreUnderstood(String shown, String path) throws Exception {
    assertEquals(path, workspace.resolve(shown, "src"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/etc/passwd",
        "/testbedding/a",
        "/testbed/../etc",
        "..",
        "../a.py",
        "x/../../a",
        "/testbed/.git/config",
        "a\\b",
        "~root/..",
        "/testbed/a\0b"
      })
  void pathsThatLeaveTheRepositoryAreRefused(String shown) {
    Exception e = assertThrows(RefusedPathException.class, () -> workspace.resolve(shown, "src"));
    assertTrue(e.getMessage().contains("only paths in /testbed are served"), e.getMessage());
  }

  @Test
  void theDiffIsThatOfTheChangedFiles() {
    assertEquals("", workspace.diff());
    workspace.put("src/a.py", "A\n");
    workspace.put("new.py", "n\n");
    assertEquals(Set.of("src/a.py", "new.py"), workspace.changed());
    assertEquals(
        "diff --git a/new.py b/new.py\nnew file mode 100644\n--- /dev/null\n+++ b/new.py\n"
            + "@@ -0,0 +1 @@\n+n\n"
            + "diff --git a/src/a.py b/src/a.py\n--- a/src/a.py\n+++ b/src/a.py\n"
            + "@@ -1 +1 @@\n-a\n+A\n",
        workspace.diff());
  }

  @Test
  void entriesAreFilesAndFoldersBelow() {
    assertEquals(
        List.of("src", "src/a.py", "src/x", "src/x/b.py", "top"),
        List.copyOf(workspace.entries("")));
    assertEquals(List.of("src/a.py", "src/x", "src/x/b.py"), List.copyOf(workspace.entries("src")));
  }
}
