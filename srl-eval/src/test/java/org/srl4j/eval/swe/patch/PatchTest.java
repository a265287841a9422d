package org.srl4j.eval.swe.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {
  private static final String CHANGE =
      """
      diff --git a/src/a.py b/src/a.py
      index 1111111..2222222 100644
      --- a/src/a.py
      +++ b/src/a.py
      @@ -1,3 +1,4 @@ def f():
       one
      -two
      +2
      +2.5
       three
      """;

  private static Map<String, String> apply(String patch, Map<String, String> files)
      throws PatchConflictException {
    return PatchApplier.apply(Patch.parse(patch), files);
  }

  @Test
  void whatIsParsedIsRenderedToTheSameBytes() {
    assertEquals(CHANGE, Patch.parse(CHANGE).render());
    Hunk hunk = Patch.parse(CHANGE).files().get(0).hunks().get(0);
    assertEquals(List.of("one\n", "two\n", "three\n"), hunk.oldLines());
    assertEquals(List.of("one\n", "2\n", "2.5\n", "three\n"), hunk.newLines());
    assertEquals(" def f():", hunk.section());
  }

  @Test
  void textAroundAPatchIsPassedOver() {
    assertEquals(CHANGE, Patch.parse("Here it is:\n\n" + CHANGE + "\nDone.\n").render());
  }

  @Test
  void aChangeIsApplied() throws PatchConflictException {
    assertEquals(
        Map.of("src/a.py", "one\n2\n2.5\nthree\nfour\n", "b", "x"),
        apply(CHANGE, Map.of("src/a.py", "one\ntwo\nthree\nfour\n", "b", "x")));
  }

  @Test
  void aHunkForTheFirstLineMustMatchThere() {
    PatchConflictException e =
        assertThrows(
            PatchConflictException.class,
            () -> apply(CHANGE, Map.of("src/a.py", "zero\none\ntwo\nthree\n")));
    assertEquals("src/a.py: the hunk at line 1 does not match the file", e.getMessage());
  }

  @Test
  void laterHunksAreFoundWhereTheyMoved() throws PatchConflictException {
    String patch =
        """
        --- a/f
        +++ b/f
        @@ -3,3 +3,3 @@
         c
        -d
        +D
         e
        """;
    assertEquals(
        Map.of("f", "0\na\nb\nc\nD\ne\nf\n"), apply(patch, Map.of("f", "0\na\nb\nc\nd\ne\nf\n")));
  }

  @Test
  void filesAreMadeMovedAndDeleted() throws PatchConflictException {
    String patch =
        """
        diff --git a/new b/new
        new file mode 100644
        --- /dev/null
        +++ b/new
        @@ -0,0 +1,2 @@
        +x
        +y
        \\ No newline at end of file
        diff --git a/gone b/gone
        deleted file mode 100644
        --- a/gone
        +++ /dev/null
        @@ -1 +0,0 @@
        -bye
        diff --git a/from b/to
        similarity index 100%
        rename from from
        rename to to
        diff --git a/empty b/empty
        new file mode 100644
        index 0000000..e69de29
        """;
    assertEquals(patch, Patch.parse(patch).render());
    assertEquals(
        Map.of("new", "x\ny", "to", "same\n", "empty", ""),
        apply(patch, Map.of("gone", "bye\n", "from", "same\n")));
  }

  @Test
  void aFileWithoutLastLineFeedIsAnotherFile() {
    String patch = "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n";
    assertThrows(PatchConflictException.class, () -> apply(patch, Map.of("f", "a")));
  }

  @Test
  void carriageReturnsBelongToTheLines() throws PatchConflictException {
    String patch = "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n";
    assertEquals(patch, Patch.parse(patch).render());
    assertEquals(Map.of("f", "a\r\nc\r\n"), apply(patch, Map.of("f", "a\r\nb\r\n")));
    assertThrows(PatchConflictException.class, () -> apply(patch, Map.of("f", "a\nb\n")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--- a/f\\n+++ b/f\\n@@ -1,2 +1,2 @@\\n a\\n-b\\n | 6: the hunk of line 3 is cut off",
        "--- a/f\\n+++ b/f\\n@@ -1 +1 @@\\n-a\\n-b\\n | 5: the hunk of line 3 has more lines",
        "--- a/f\\n+++ b/f\\n@@ -1 +1 @@\\n a\\n | 3: a hunk that changes nothing",
        "--- a/f\\n+++ b/f\\n@@ -1 +1 @@\\nx\\n | 4: a line of a hunk must begin with",
        "--- a/f\\n+++ b/f\\n@@ -x +1 @@\\nx\\n | 3: a hunk must begin with @@",
        "@@ -1 +1 @@\\n-a\\n+b\\n | 1: a hunk without a file",
        "diff --git a/f b/f\\nBinary files a/f and b/f differ\\n | 2: a binary patch",
        "diff --git a/f b/f\\nGIT binary patch\\n | 2: a binary patch",
        "diff --git a/f b/f\\n--- /dev/null\\n+++ b/f\\n | 2: /dev/null without a line",
        "diff --git a/f b/f\\n--- a/g\\n--- a/f\\n | 3: another name than g",
        "diff --git f g\\nold mode 100644\\nnew mode 100755\\n | 1: no file name behind the prefix",
        "diff --git a/f b/f\\nindex 1..2\\n | 1: nothing changes",
      })
  void aBrokenPatchSaysWhere(String text, String problem) {
    PatchFormatException e =
        assertThrows(PatchFormatException.class, () -> Patch.parse(text.replace("\\n", "\n")));
    assertTrue(e.getMessage().startsWith("patch line " + problem), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../f", "/etc/f", "a/../../f", ".git/config", "a/.GIT/x", "C:f"})
  void pathsThatLeaveTheTreeAreRefused(String path) {
    String patch = "--- /dev/null\n+++ b/" + path + "\n@@ -0,0 +1 @@\n+x\n";
    assertThrows(IllegalArgumentException.class, () -> apply(patch, Map.of()));
  }

  @Test
  void quotedNamesAreDecoded() {
    String patch = "--- a/f\n+++ \"b/\\303\\244 \\\"x\\\"\"\n@@ -1 +1 @@\n-a\n+b\n";
    assertEquals(Optional.of("\u00e4 \"x\""), Patch.parse(patch).files().get(0).newPath());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"a/\\303\\274.txt\" \"b/\\303\\274.txt\" | \u00fc.txt",
        "\"a/x\\ty z\" \"b/x\\ty z\" | x\ty z",
        "a/x y b/x y | x y",
        "a/x \"b/x\" | x",
        "d/x e/x | x",
        "src/n src/n | n",
      })
  void anEmptyNewFileIsNamedByTheFirstLineAlone(String names, String path) throws Exception {
    String patch = "diff --git " + names + "\nnew file mode 100644\nindex 0000000..e69de29\n";
    assertEquals(Map.of(path, ""), apply(patch, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a/x\" b/x",
        "x x",
        "\"a/\\1.txt\" \"b/\\1.txt\"",
        "\"a/\\q\" \"b/\\q\"",
        "\"a/x b/x",
        "a/x b/x ",
        "a/x b/y",
        "/a/x /b/x"
      })
  void aFirstLineThatDoesNotNameOneFileTwiceNamesNone(String names) {
    String patch = "diff --git " + names + "\nnew file mode 100644\nindex 0000000..e69de29\n";
    PatchFormatException e = assertThrows(PatchFormatException.class, () -> Patch.parse(patch));
    assertTrue(e.getMessage().contains("no file name behind the prefix"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "src/f, src/f, f",
    "x/src/f, y/src/f, src/f",
    "f, f, f",
    "a/src/f.orig, b/src/f, src/f",
    "a/src/f, b/src/f.orig, src/f",
    "a/src/f 2024-01-01 10:00:00 +0000, b/src/f 2024-01-01 10:00:00.5 +01:00, src/f",
  })
  void theFirstPartOfAPlainNameIsThePrefix(String old, String fresh, String path) {
    String patch = "--- " + old + "\n+++ " + fresh + "\n@@ -1 +1 @@\n-a\n+b\n";
    assertEquals(path, Patch.parse(patch).files().get(0).path());
  }

  @Test
  void withGitsHeaderThereIsAlwaysAPrefix() {
    String header = "diff --git src/f src/f\n--- src/f\n+++ src/f\n@@ -1 +1 @@\n-a\n+b\n";
    PatchConflictException e =
        assertThrows(PatchConflictException.class, () -> apply(header, Map.of("src/f", "a\n")));
    assertEquals("f: no such file", e.getMessage());
    assertThrows(PatchFormatException.class, () -> Patch.parse(header.replace("src/f", "f")));
  }

  @Test
  void namesThatNoHeaderCanHoldAreQuoted() throws PatchConflictException {
    Map<String, String> after = Map.of("a\tb", "x\n", "q\"\n", "", "c \u00fc", "y");
    Patch patch = PatchMaker.between(Map.of(), after);
    assertEquals(after, PatchApplier.apply(Patch.parse(patch.render()), Map.of()));
    assertTrue(patch.render().contains("diff --git \"a/a\\tb\" \"b/a\\tb\"\n"));
  }

  @Test
  void twoVersionsGiveAPatchThatLeadsFromOneToTheOther() throws PatchConflictException {
    Map<String, String> before =
        Map.of("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "gone", "x\n", "same", "s");
    Map<String, String> after =
        Map.of("a", "1\n2!\n3\n4\n5\n6\n7\n8\n9\n10", "new", "y", "same", "s");
    Patch patch = PatchMaker.between(before, after);
    assertEquals(after, PatchApplier.apply(patch, before));
    assertEquals(patch, Patch.parse(patch.render()));
    assertEquals(
        """
        diff --git a/a b/a
        --- a/a
        +++ b/a
        @@ -1,5 +1,5 @@
         1
        -2
        +2!
         3
         4
         5
        @@ -7,3 +7,4 @@
         7
         8
         9
        +10
        \\ No newline at end of file
        """,
        new Patch(patch.files().subList(0, 1)).render());
  }

  /** Of one megabyte 20 kB of patch would make 300. */
  @Test
  void copiesWithoutEndAreRefused() {
    StringBuilder patch = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      patch.append("diff --git a/f b/c").append(i).append("\ncopy from f\ncopy to c").append(i);
      patch.append('\n');
    }
    Map<String, String> files = Map.of("f", "x".repeat(1 << 20));
    PatchConflictException e =
        assertThrows(PatchConflictException.class, () -> apply(patch.toString(), files));
    assertEquals("c256: applying the patch costs too much", e.getMessage());
  }

  /** A hunk that fits nowhere, but for its last line everywhere. */
  @Test
  void aHunkThatNearlyFitsEverywhereIsGivenUp() {
    int lines = 40_000;
    String patch =
        "--- a/f\n+++ b/f\n@@ -9,"
            + (lines + 2)
            + " +9,"
            + (lines + 1)
            + " @@\n"
            + " a\n".repeat(lines)
            + "-b\n z\n";
    Map<String, String> files = Map.of("f", "a\n".repeat(3 * lines));
    PatchConflictException e =
        assertThrows(PatchConflictException.class, () -> apply(patch, files));
    assertEquals("f: applying the patch costs too much", e.getMessage());
  }
}
