package org.srl4j.eval.swe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.swe.edit.AgentlessEdits;
import org.srl4j.eval.swe.edit.EditException;
import org.srl4j.eval.swe.edit.SearchReplace;
import org.srl4j.eval.swe.edit.SweRlEdits;

class EditDialectTest {
  private static final AgentlessEdits AGENTLESS = new AgentlessEdits("python");
  private static final SweRlEdits SWE_RL = new SweRlEdits();

  private static String edit(String search, String replacement) {
    return "<<<<<<< SEARCH\n" + search + "\n=======\n" + replacement + "\n>>>>>>> REPLACE\n";
  }

  @Test
  void agentlessTakesSeveralEditsOfABlockAndCountsEqualOnesOnce() {
    String answer =
        "Reason.\n```python\n### a.py\n"
            + edit("x = 1", "x = 2")
            + edit("y", "z")
            + "```\n"
            + "```python\n### a.py\n"
            + edit("x = 1", "x = 2")
            + "```\n"
            + "```java\n### b\n"
            + edit("p", "q")
            + "```";
    assertEquals(
        List.of(new SearchReplace("a.py", "x = 1", "x = 2"), new SearchReplace("a.py", "y", "z")),
        AGENTLESS.parse(answer));
  }

  @Test
  void blankLinesAtTheEndOfBothSidesStay() throws EditException {
    List<SearchReplace> expected = List.of(new SearchReplace("a", "x\n", "y\n"));
    String block = "### a\n" + edit("x\n", "y\n");
    assertEquals(expected, AGENTLESS.parse("```python\n" + block + "```"));
    assertEquals(expected, SWE_RL.parse("```\n" + block + "```"));
  }

  @Test
  void agentlessReplacesAllPlacesAndPassesOverWhatDoesNotFit() throws EditException {
    Map<String, String> files = Map.of("a", "v v\n", "b", "w\n");
    List<SearchReplace> edits =
        List.of(
            new SearchReplace("a", "v", "u"),
            new SearchReplace("b", "missing", "x"),
            new SearchReplace("c", "w", "x"));
    assertEquals(Map.of("a", "u u\n", "b", "w\n"), AGENTLESS.apply(edits, files));
  }

  @Test
  void sweRlNeedsTheStartOfALineAndReplacesTheFirstPlace() throws EditException {
    String answer = "<think>..</think>```python\n### a\n" + edit("x", "y") + "```";
    List<SearchReplace> edits = SWE_RL.parse(answer);
    assertEquals(Map.of("a", " x\ny\nx\n"), SWE_RL.apply(edits, Map.of("a", " x\nx\nx\n")));
    assertThrows(EditException.class, () -> SWE_RL.apply(edits, Map.of("a", " x\n")));
    assertThrows(EditException.class, () -> SWE_RL.apply(edits, Map.of("b", "x\n")));
  }

  @Test
  void sweRlCallsAnythingElseAViolation() {
    assertThrows(EditException.class, () -> SWE_RL.parse("no edit"));
    assertThrows(EditException.class, () -> SWE_RL.parse("```\n### a\n" + edit("x", "x") + "```"));
  }

  @Test
  void linesCanBeDeleted() throws EditException {
    String answer = "```\n### a\n<<<<<<< SEARCH\nx\n=======\n>>>>>>> REPLACE\n```";
    assertEquals(List.of(new SearchReplace("a", "x", "")), SWE_RL.parse(answer));
  }

  @Test
  void hostileAnswersAreReadInLinearTime() {
    String open = "```\n### a\n<<<<<<< SEARCH\n".repeat(100_000);
    String blocks = "x```python\n".repeat(200_000);
    assertTimeout(
        Duration.ofSeconds(5), // milliseconds when linear
        () -> {
          assertThrows(EditException.class, () -> SWE_RL.parse(open));
          assertEquals(List.of(), AGENTLESS.parse(blocks));
        });
  }

  /** Sixty edits that double a file would make 2^60 characters of one. */
  @Test
  void editsThatMultiplyAFileAreRefused() {
    List<SearchReplace> edits = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      edits.add(new SearchReplace("a", "x", "xx"));
    }
    EditException e =
        assertThrows(EditException.class, () -> AGENTLESS.apply(edits, Map.of("a", "x")));
    assertEquals("the edits write more than 67108864 characters", e.getMessage());
    SearchReplace large = new SearchReplace("a", "x", "y".repeat(1 << 20));
    String many = "x".repeat(1 << 20);
    assertThrows(EditException.class, () -> AGENTLESS.apply(List.of(large), Map.of("a", many)));
  }
}
