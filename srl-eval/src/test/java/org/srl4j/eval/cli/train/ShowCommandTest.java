package org.srl4j.eval.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.cli.Main;
import org.srl4j.eval.cli.Ran;
import org.srl4j.eval.cli.part.VisibleWriter;

class ShowCommandTest {
  @TempDir Path folder;

  private Ran show(String... more) throws IOException {
    return Ran.command(words(more));
  }

  private String[] words(String... more) throws IOException {
    Path rows = folder.resolve("rows.jsonl");
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      lines.add(
          "{\"id\": \"p%d\", \"problem\": \"What is %d + 1?\\u001b[2J\", \"answer\": \"%d\","
                  .formatted(i, i, i + 1)
              + " \"steps\": [{\"title\": \"Add\", \"text\": \"%d + 1\\n= %d\"},"
                  .formatted(i, i + 1)
              + " \"The final answer is \\\\boxed{%d}.\"]}".formatted(i + 1));
    }
    lines.add(
        "{\"id\": \"long\", \"problem\": \"%s\", \"answer\": \"1\", \"steps\": [\"a\", \"\\\\boxed{1}\"]}"
            .formatted("very ".repeat(400)));
    Files.write(rows, lines);
    List<String> all = new ArrayList<>(List.of("show", "--recipe", "files", "--preset", "smoke"));
    all.addAll(List.of("data.format=jsonl", "data.train=" + rows, "data.vocabulary=300"));
    all.addAll(List.of("evaluation.train=3", "evaluation.validation=1", "evaluation.test=1"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void aStepShowsItsPromptItsTargetAndItsTokens() throws IOException {
    Ran ran = show("--method", "srl", "--row", "1");
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(
        ran.out().matches("(?s)srl, row 1 of \\d: \\w+/1\n--- prompt, \\d+ tokens; .*"), ran.out());
    assertTrue(ran.out().contains("Question: What is "), ran.out());
    assertTrue(ran.out().contains("\u241b[2J"), "control characters are seen in files too");
    assertFalse(ran.out().contains("\u001b"), ran.out());
    assertTrue(
        ran.out()
            .matches(
                "(?s).*--- completions are scored against, \\d+ tokens\n\\d \\+ 1\n= \\d\n---\n.*"),
        ran.out());
  }

  @Test
  void whatCountsInTheLossIsMarkedWithTheEndOfTheText() throws IOException {
    Ran ran = show("--method", "sft_outline", "--tokens");
    assertEquals(0, ran.exitCode(), ran.err());
    String out = ran.out();
    assertTrue(
        out.matches(
            "(?s).*\n\\[\\[1?.*The final answer is \\\\boxed\\{\\d\\}\\.<.*>\\]\\]\u25a0\n.*"),
        out);
    long counted = out.lines().filter(line -> line.matches(" +\\d+ 1 .*")).count();
    long all = out.lines().filter(line -> line.matches(" +\\d+ [01] .*")).count();
    assertTrue(
        out.contains(
            "--- imitated, " + all + " tokens, of which " + counted + " count in the loss"),
        out);
    assertTrue(counted > 0 && counted < all, out);
  }

  @Test
  void aTerminalShowsTheMaskInGreenAndNoOtherControlCharacter() throws IOException {
    StringWriter sink = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter terminal = VisibleWriter.of(sink, true);
    int code = Main.execute(terminal, new PrintWriter(err), words("--method", "sft_outline"));
    assertEquals(0, code, err.toString());
    String[] parts = sink.toString().split("\u001b");
    assertEquals(3, parts.length, "one mark, begun and ended: " + sink);
    assertTrue(parts[1].startsWith("[32m"), parts[1]);
    assertTrue(parts[1].contains("The final answer is"), parts[1]);
    assertTrue(parts[2].startsWith("[0m"), parts[2]);
    assertTrue(parts[0].contains("\u241b[2J"), "the data's own is shown, not obeyed");
  }

  @Test
  void withoutColoursATerminalShowsBrackets() throws IOException {
    StringWriter sink = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter terminal = VisibleWriter.of(sink, false);
    int code = Main.execute(terminal, new PrintWriter(err), words("--method", "sft_outline"));
    assertEquals(0, code, err.toString());
    assertFalse(sink.toString().contains("\u001b"), sink.toString());
    assertTrue(sink.toString().contains("[["), sink.toString());
  }

  @Test
  void whatIsLeftOutIsCountedByKindAndSaidWhy() throws IOException {
    Ran ran = show("--seed", "0", "limits.context=192", "limits.step_tokens=16");
    assertEquals(0, ran.exitCode(), ran.err());
    if (ran.out().contains("left out of training: 0")) { // the seed held the long one out
      ran =
          show(
              "evaluation.validation=1",
              "evaluation.test=1",
              "evaluation.train=0",
              "limits.context=192",
              "limits.step_tokens=16");
    }
    assertTrue(ran.out().contains("step not learned: 1"), ran.out());
    assertTrue(ran.out().contains("long/1: step not learned: "), ran.out());
    assertTrue(ran.out().contains("tokens are more than limits.context, 192"), ran.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--row=0 | --row: must be in 1..",
        "--row=99 | --row: must be in 1..",
        "--method=srll | no method srll; the nearest is srl; there are base, sft_outline",
        "--method=base | method: base is not trained; choose another",
        "--method=sft_full | sft_full needs the expert text FULL, but jsonl has [OUTLINE] only",
      })
  void wrongUsageIsNamed(String option, String said) throws IOException {
    Ran ran = show(option);
    assertEquals(2, ran.exitCode(), ran.err());
    assertTrue(ran.err().contains(said), ran.err());
  }

  @Test
  void aMethodWithHintsNamesTheTitleAndItsTwinDoesNot() throws IOException {
    String[] more = {
      "methods.srl_hints.like=srl",
      "methods.srl_hints.title_hint=true",
      "prompts.step.user=\"Question: {problem}\\n{steps}{hint}\""
    };
    Ran with = show("--method", "srl_hints", more[0], more[1], more[2]);
    Ran without = show("--method", "srl", more[0], more[1], more[2]);
    assertEquals(0, with.exitCode(), with.err());
    assertTrue(with.out().contains("Hint for step 1: Add\n"), with.out());
    assertEquals(0, without.exitCode(), without.err());
    assertFalse(without.out().contains("Hint"), without.out());
    Ran nowhere = show("--method", "srl_hints", more[0], more[1]);
    assertEquals(2, nowhere.exitCode(), nowhere.out());
    assertTrue(nowhere.err().contains("has title_hint, but prompts.step.user has no {hint}"));
  }

  @Test
  void theEmbeddedBenchmarkIsShownWithoutFiles() {
    Ran ran = Ran.command("show", "--preset", "smoke", "--method", "sft_outline");
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.out().contains("count in the loss"), ran.out());
    assertTrue(ran.out().contains("left out of training: 0"), ran.out());
    Ran hinted = Ran.command("show", "--preset", "smoke", "methods.srl.title_hint=true");
    assertEquals(2, hinted.exitCode(), hinted.out());
    assertTrue(
        hinted.err().contains("srl has title_hint, but no step of order has a title"),
        hinted.err());
  }
}
