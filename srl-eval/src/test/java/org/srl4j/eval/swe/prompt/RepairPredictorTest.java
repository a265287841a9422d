package org.srl4j.eval.swe.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.SourceTree;
import org.srl4j.eval.swe.predict.Attempt;
import org.srl4j.eval.swe.predict.Responder;
import org.srl4j.eval.swe.predict.Response;

class RepairPredictorTest {
  private static final SweInstance INSTANCE =
      new SweInstance("i", "o/r", "", "f gives 1.", "", "", List.of("t"), List.of());
  private static final SourceTree TREE =
      SourceTree.of(Map.of("b.py", "def f():\n    return 1\n", "a.py", "import b\n"));
  private static final RepairForm FORM = EditForm.agentless(EditForm.defaultText());

  private final List<String> asked = new ArrayList<>();

  private static String edit(String replacement) {
    return "<think>1 is wrong</think>```python\n### b.py\n<<<<<<< SEARCH\n    return 1\n"
        + "=======\n"
        + replacement
        + "\n>>>>>>> REPLACE\n```";
  }

  private Attempt predict(String files, String... repairs) {
    Responder script =
        (id, prompt, samples) -> {
          asked.add(id);
          return id.endsWith("/localise")
              ? List.of(Response.of(files))
              : IntStream.range(0, samples).mapToObj(i -> Response.of(repairs[i])).toList();
        };
    FileChoice choice = new FileLocalisation(script, FileLocalisation.defaultText());
    return new RepairPredictor(choice, FileBudget.unlimited(), FORM, script, repairs.length)
        .predict(INSTANCE, TREE);
  }

  @Test
  void theMajorityWinsWhateverItsBlankLines() {
    Attempt attempt =
        predict(
            "```\nb.py\n```",
            edit("    return 3"),
            edit("    return 2"),
            "nonsense",
            edit("\n    return 2  "));
    assertEquals("patched", attempt.outcome());
    assertTrue(attempt.patch().contains("\n+    return 2\n"), attempt.patch());
    assertEquals(2, attempt.counts().get("votes"));
    assertEquals(3, attempt.counts().get("sample_patched"));
    assertEquals(1, attempt.counts().get("sample_no_edit"));
    assertEquals(List.of("i/localise", "i/repair"), asked);
  }

  @Test
  void theFirstOfEquallyManyWins() {
    Attempt attempt = predict("b.py", edit("    return 4"), edit("    return 5"));
    assertTrue(attempt.patch().contains("return 4"), attempt.patch());
  }

  @Test
  void anAnswerThatNamesNoFileEndsThereWithCounts() {
    Attempt attempt = predict("perhaps ./b.py\n/b.py\n../b.py\nc.py", edit("x"));
    assertEquals("no_file_localised", attempt.outcome());
    assertEquals("", attempt.patch());
    assertEquals(4, attempt.counts().get("localise_unknown_lines"));
    assertEquals(List.of("i/localise"), asked);
  }

  @Test
  void answersWithoutAnEditGiveAnEmptyPatchThatSaysSo() {
    Attempt attempt = predict("b.py", "nonsense", "");
    assertEquals("no_edit", attempt.outcome());
    assertEquals("", attempt.patch());
    assertEquals(2, attempt.counts().get("sample_no_edit"));
    assertEquals(0, attempt.counts().get("votes"));
  }
}
