package org.srl4j.eval.swe.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.testing.SharedData;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.patch.FilePatch;
import org.srl4j.eval.swe.patch.Hunk;
import org.srl4j.eval.swe.patch.Patch;
import org.srl4j.eval.swe.patch.PatchApplier;
import org.srl4j.eval.swe.predict.Counts;

/** Gold patches as answers, on files made of what the patches say about them. */
class SharedOracleIT {
  /** The same lines stand in two classes, and Agentless replaces all places. */
  private static final String TWICE = "edit scikit-learn__scikit-learn-12682 patched";

  /** The old lines at their places, other lines between them. */
  private static SourceTree tree(Patch patch) {
    Map<String, String> files = new TreeMap<>();
    for (FilePatch file : patch.files()) {
      if (file.isNew()) {
        continue;
      }
      StringBuilder text = new StringBuilder();
      int next = 1;
      for (Hunk hunk : file.hunks()) {
        for (; next < hunk.oldStart(); next++) {
          text.append("# line ").append(next).append('\n');
        }
        hunk.oldLines().forEach(text::append);
        next += hunk.oldLines().size();
      }
      files.put(file.oldPath().orElseThrow(), text + (goesOn(file) ? "# end\n".repeat(4) : ""));
    }
    return SourceTree.of(files);
  }

  /** A last line that is context and ends: more may follow; else the file ends with the hunk. */
  private static boolean goesOn(FilePatch file) {
    if (file.hunks().isEmpty()) {
      return true;
    }
    List<Hunk.Line> lines = file.hunks().get(file.hunks().size() - 1).lines();
    Hunk.Line last = lines.get(lines.size() - 1);
    return last.kind() == Hunk.Kind.CONTEXT && last.text().endsWith("\n");
  }

  private static String edits(Patch patch) {
    StringBuilder answer = new StringBuilder();
    for (FilePatch file : patch.files()) {
      for (Hunk hunk : file.hunks()) {
        answer.append("```python\n### ").append(file.path()).append("\n<<<<<<< SEARCH\n");
        answer.append(String.join("", hunk.oldLines())).append("=======\n");
        answer.append(String.join("", hunk.newLines())).append(">>>>>>> REPLACE\n```\n");
      }
    }
    return answer.toString();
  }

  @ParameterizedTest
  @CsvSource({"swe/swebench_lite.jsonl,300", "swe/swebench_verified_min.jsonl,500"})
  void everyGoldPatchAsAnAnswerComesBackInBothForms(String file, int rows) throws Exception {
    Map<String, SweInstance> all = SweInstance.read(SharedData.file(file));
    assertEquals(rows, all.size());
    StyleThreeForm style = new StyleThreeForm(StyleThreeForm.defaultText());
    EditForm edit = EditForm.agentless(EditForm.defaultText());
    List<String> unlike = new ArrayList<>();
    int editable = 0;
    for (SweInstance instance : all.values()) {
      Patch gold = Patch.parse(instance.patch());
      SourceTree tree = tree(gold);
      Map<String, String> after = PatchApplier.apply(gold, tree.texts());
      String answer = "Here it is.\n<patch>\n" + instance.patch() + "</patch>\n";
      Map<String, String> shown = new LinkedHashMap<>();
      for (String path : FileChoice.oracle().choose(instance, tree, new Counts())) {
        shown.put(path, tree.texts().get(path));
      }
      String prompt = style.prompt(instance, shown, tree);
      assertTrue(prompt.contains("<issue>\n" + instance.problemStatement() + "\n</issue>"));
      Candidate read = style.read(answer, shown, tree);
      if (!read.isPatched()
          || !after.equals(PatchApplier.apply(Patch.parse(read.patch()), tree.texts()))) {
        unlike.add("style-3 " + instance.id() + " " + read.outcome());
      }
      if (gold.files().stream().allMatch(f -> f.oldPath().equals(f.newPath()))) {
        editable++;
        Candidate edited = edit.read(edits(gold), shown, tree);
        if (!edited.isPatched()
            || !after.equals(PatchApplier.apply(Patch.parse(edited.patch()), tree.texts()))) {
          unlike.add("edit " + instance.id() + " " + edited.outcome());
        }
      }
    }
    unlike.remove(TWICE);
    assertEquals(List.of(), unlike, editable + " editable");
    assertTrue(editable > rows * 9 / 10, "editable: " + editable);
  }

  /** Of the 500 instances 429 have one file, 49 two, one has 21. */
  @Test
  void verifiedHasAsManyOracleFilesAsSweRlFound() {
    Map<Integer, Integer> counts = new TreeMap<>();
    SweInstance.read(SharedData.file("swe/swebench_verified_min.jsonl"))
        .values()
        .forEach(
            instance -> {
              SourceTree tree = tree(Patch.parse(instance.patch()));
              int files = FileChoice.oracle().choose(instance, tree, new Counts()).size();
              counts.merge(files, 1, Integer::sum);
            });
    assertEquals(429, counts.get(1));
    assertEquals(49, counts.get(2));
    assertEquals(1, counts.get(21));
  }
}
