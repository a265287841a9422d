package org.srl4j.eval.swe.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.predict.Counts;

class RepairFormsTest {
  private static final String PATCH =
      "diff --git a/pkg/b.py b/pkg/b.py\n--- a/pkg/b.py\n+++ b/pkg/b.py\n"
          + "@@ -1,2 +1,2 @@\n def f():\n-    return 1\n+    return 2\n"
          + "diff --git a/new.py b/new.py\nnew file mode 100644\n--- /dev/null\n+++ b/new.py\n"
          + "@@ -0,0 +1 @@\n+x = 1\n";
  private static final SweInstance INSTANCE =
      new SweInstance("o__r-1", "o/r", "", "f gives {tree} 1.", PATCH, "", List.of("t"), List.of());
  private static final SourceTree TREE =
      SourceTree.of(
          Map.of(
              "README.md", "# Title",
              "pkg/b.py", "def f():\n    return 1\n",
              "pkg/a.py", "import b\n",
              "tests/test_b.py", "def test_f():\n    pass\n",
              "docs/readme.txt", "not at the top\n"));

  private static Map<String, String> oracle() {
    Map<String, String> shown = new LinkedHashMap<>();
    for (String path : FileChoice.oracle().choose(INSTANCE, TREE, new Counts())) {
      shown.put(path, TREE.texts().get(path));
    }
    return shown;
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = RepairFormsTest.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.substring(text.indexOf('\n') + 1).stripTrailing();
    }
  }

  @Test
  void oracleFilesAreThoseOfTheGoldPatchThatExist() {
    Counts counts = new Counts();
    assertEquals(List.of("pkg/b.py"), FileChoice.oracle().choose(INSTANCE, TREE, counts));
    assertEquals(0, counts.of("oracle_files_missing")); // new.py has no old path
    SourceTree other = SourceTree.of(Map.of("x.py", ""));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> FileChoice.oracle().choose(INSTANCE, other, counts));
    assertTrue(e.getMessage().startsWith("o__r-1: patch:"), e.getMessage());
  }

  @Test
  void editPromptIsTheGoldenOne() throws IOException {
    String prompt = EditForm.agentless(EditForm.defaultText()).prompt(INSTANCE, oracle(), TREE);
    assertEquals(golden("edit-prompt.txt"), prompt);
  }

  @Test
  void styleThreePromptIsTheGoldenOne() throws IOException {
    String prompt =
        new StyleThreeForm(StyleThreeForm.defaultText()).prompt(INSTANCE, oracle(), TREE);
    assertEquals(golden("style-3-prompt.txt"), prompt);
  }

  @Test
  void theExampleOfStyleThreeIsAPatchThatIsRead() throws IOException {
    String text = StyleThreeForm.defaultText().text();
    String example = text.substring(text.indexOf("<patch>"));
    Map<String, String> files =
        Map.of(
            "src/area.py",
            "def area(width, height):\n    return width + height\n\n\ndef edge(width, height):\n"
                + "    return 2 * (width + height)\n\n\n\ndef is_square(width, height):\n"
                + "    return width is height\n");
    Candidate read =
        new StyleThreeForm(StyleThreeForm.defaultText()).read(example, files, SourceTree.of(files));
    assertTrue(read.isPatched(), read.outcome());
    assertTrue(read.normalForm().contains("return width == height"), read.normalForm());
  }

  @Test
  void editsBecomeAPatchOfTheShownFilesAlone() {
    EditForm form = EditForm.agentless(EditForm.defaultText());
    String edit =
        "```python\n### pkg/b.py\n<<<<<<< SEARCH\n    return 1\n=======\n    return 2\n"
            + ">>>>>>> REPLACE\n```";
    Candidate read = form.read(edit, oracle(), TREE);
    assertEquals("patched", read.outcome());
    assertEquals(PATCH.substring(0, PATCH.indexOf("diff --git a/new.py")), read.patch());
    assertEquals("no_effect", form.read(edit.replace("b.py", "a.py"), oracle(), TREE).outcome());
    assertEquals(
        "no_effect", form.read(edit.replace("pkg/b.py", "../b.py"), oracle(), TREE).outcome());
    assertEquals("no_edit", form.read("I do not know.", oracle(), TREE).outcome());
    Candidate blank = form.read(edit.replace("return 2", "return 1\n\n"), oracle(), TREE);
    assertEquals("blank_lines_only", blank.outcome());
    assertEquals("", blank.patch());
    EditForm strict = EditForm.sweRl(EditForm.defaultText());
    assertEquals("patched", strict.read(edit, oracle(), TREE).outcome());
    assertEquals("bad_edit", strict.read("I do not know.", oracle(), TREE).outcome());
  }

  @Test
  void styleThreeReadsPatchesWithWrongCountsAndKeepsThoseThatDoNotFit() {
    StyleThreeForm form = new StyleThreeForm(StyleThreeForm.defaultText());
    String hunk = "--- a/pkg/b.py\n+++ b/pkg/b.py\n@@ -1,9 +1,7 @@\n def f():\n-    return 1\n";
    Candidate read = form.read("So:\n<patch>\n" + hunk + "+    return 2\n</patch>", oracle(), TREE);
    assertEquals("patched", read.outcome());
    assertTrue(read.patch().contains("@@ -1,2 +1,2 @@"), read.patch());
    Candidate other = form.read("```diff\n" + hunk.replace("1\n", "7\n") + "```", oracle(), TREE);
    assertEquals("patched", other.outcome());
    assertEquals("no_patch", form.read("nothing", oracle(), TREE).outcome());
    String outside = hunk.replace("pkg/b.py", "../b.py") + "+    return 2\n";
    assertEquals("unsafe_path", form.read(outside, oracle(), TREE).outcome());
  }

  @Test
  void filesOverTheBudgetAreLeftOutButForTheFirst() {
    List<String> paths = List.of("pkg/b.py", "pkg/a.py", "README.md");
    // characters of the blocks: 13 + 22 = 35, 13 + 9 = 22, 14 + 7 = 21; 35 + 21 = 56
    EditForm form = EditForm.agentless(EditForm.defaultText());
    FileBudget budget = new FileBudget(56, String::length, false);
    FileBudget.Shown shown = budget.choose(paths, TREE, form::block);
    assertEquals(List.of("pkg/b.py", "README.md"), List.copyOf(shown.texts().keySet()));
    assertEquals(List.of("pkg/a.py"), shown.leftOut());
    FileBudget tiny = new FileBudget(1, String::length, false);
    assertEquals(1, tiny.choose(paths, TREE, form::block).texts().size());
    FileBudget strict = new FileBudget(56, String::length, true);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> strict.choose(paths, TREE, form::block));
    assertTrue(e.getMessage().contains("pkg/a.py"), e.getMessage());
  }

  @Test
  void theTreeShowsSourcesWithoutTestsUnlessItIsPytest() {
    assertEquals("pkg/\n    a.py\n    b.py", RepositoryTree.of(INSTANCE, TREE).render());
    SweInstance pytest =
        new SweInstance("p", "pytest-dev/pytest", "", "", "", "", List.of(), List.of());
    assertEquals(
        "pkg/\n    a.py\n    b.py\ntests/\n    test_b.py",
        RepositoryTree.of(pytest, TREE).render());
    SourceTree java =
        SourceTree.of(
            Map.of("src/main/java/a/B.java", "", "src/main/java/a/b/C.java", "", "x.py", ""));
    assertEquals(
        "src/\n    main/\n        java/\n            a/\n                B.java\n"
            + "                b/\n                    C.java",
        RepositoryTree.of(INSTANCE, java).render());
  }

  @Test
  void aTemplateWithoutItsPlacesIsRefused() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> EditForm.defaultText().replacedBy("{issue}"));
    assertEquals("template: must contain {files}, got \"{issue}...\"", e.getMessage());
  }
}
