package org.srl4j.core.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Step;

class PreparationTest {
  private static final PromptTemplate SHORT =
      new PromptTemplate(
          new Wording("", "{problem} {steps}{hint}"),
          new Wording("", "{problem} "),
          "{text} ",
          "({title}) ",
          "",
          PromptTemplate.Previous.USER,
          PromptTemplate.ALL);
  private static final ToIntFunction<String> WORDS = text -> text.strip().split("\\s+").length;

  /** Two trajectories: three steps, the second one long, and one step. */
  private static final TrajectorySet SET =
      new TrajectorySet(
          List.of(
              new ExpertTrajectory(
                  new Problem("p", "q", ""),
                  List.of(
                      new Step(1, Optional.of("t"), "a"),
                      new Step(2, "b b b b b"),
                      new Step(3, "c"))),
              new ExpertTrajectory(new Problem("r", "q", ""), List.of(new Step(1, "d")))),
          3,
          Map.of("no steps", 1),
          Map.of(),
          Map.of("no steps", "in.jsonl:2"));

  @TempDir private Path folder;

  private static PrepareOptions options(StepOptions steps, Integer maxLength) {
    return new PrepareOptions(
        steps,
        SHORT,
        Optional.of(WORDS),
        maxLength == null ? OptionalInt.empty() : OptionalInt.of(maxLength));
  }

  @Test
  void theReportCountsEverything() {
    PrepareReport report = Preparation.of(SET, options(StepOptions.defaults(), null)).report();
    assertEquals(
        new PrepareReport(
            3,
            2,
            Map.of("no steps", 1),
            Map.of("trajectory of one step: no instance", 1),
            Map.of("no steps", "in.jsonl:2"),
            4,
            2,
            Map.of(),
            Map.of(
                "prompt characters", Quantiles.of(2, 4), // "q ", "q a "
                "step characters", Quantiles.of(1, 9, 1, 1),
                "prompt tokens", Quantiles.of(1, 2),
                "step tokens", Quantiles.of(1, 5, 1, 1))),
        report);
  }

  @Test
  void theReportNamesTheFirstPlaceOfEveryReason() {
    List<String> lines = Preparation.of(SET, PrepareOptions.defaults()).report().lines();
    assertTrue(
        lines.stream().anyMatch(l -> l.matches("  no steps +1   first at in.jsonl:2")),
        lines.toString());
  }

  @ParameterizedTest
  @CsvSource({"7, 2, 0", "6, 1, 1", "2, 1, 1", "1, 0, 2"})
  void tooLongInstancesAreSkippedAndCounted(int maxLength, int kept, int skipped) {
    // Words: instance 1 is "q" + "a" = 2, instance 2 is "q a" + "b b b b b" = 7.
    Preparation preparation = Preparation.of(SET, options(StepOptions.defaults(), maxLength));
    assertEquals(kept, preparation.instances().size());
    assertEquals(kept, preparation.report().instances());
    assertEquals(
        skipped == 0
            ? Map.of()
            : Map.of("prompt and action longer than " + maxLength + " tokens", skipped),
        preparation.report().skipped());
  }

  @Test
  void withoutATokenCounterTheLimitIsInCharacters() {
    PrepareOptions options =
        new PrepareOptions(StepOptions.defaults(), SHORT, Optional.empty(), OptionalInt.of(12));
    // Code points: "q " + "a" = 3, "q a " + "b b b b b" = 13.
    assertEquals(
        Map.of("prompt and action longer than 12 characters", 1),
        Preparation.of(SET, options).report().skipped());
  }

  @Test
  void aMissingHintIsNoted() {
    PrepareReport report =
        Preparation.of(SET, options(new StepOptions(false, true), null)).report();
    assertEquals(1, report.notes().get("instance without hint: its step has no title"));
  }

  @Test
  void instancesAreWrittenOneALine() throws IOException {
    Path file = folder.resolve("instances.jsonl");
    Preparation.of(SET, options(new StepOptions(false, true), null)).write(file);
    assertEquals(
        List.of(
            "{\"id\":\"p/1\",\"problem_id\":\"p\",\"step\":1,\"prompt\":\"q (t) \","
                + "\"expert_action\":\"a\",\"previous_steps\":[],\"hint\":\"t\"}",
            "{\"id\":\"p/2\",\"problem_id\":\"p\",\"step\":2,\"prompt\":\"q a \","
                + "\"expert_action\":\"b b b b b\",\"previous_steps\":[\"a\"]}"),
        Files.readAllLines(file));
  }

  @Test
  void anInstanceIsAPromptWithTheExpertsActionAsReference() {
    StepPrompt first =
        Preparation.of(SET, options(StepOptions.defaults(), null)).instances().get(0);
    assertEquals(new RolloutPrompt("p/1", "q ", "a"), first.toRolloutPrompt());
  }

  @Test
  void theReportReadsAsLines() {
    PrepareReport report = Preparation.of(SET, options(StepOptions.defaults(), 6)).report();
    assertEquals(
        """
        trajectories read                                    3
        trajectories kept                                    2
        trajectories dropped                                 1
          no steps                                           1   first at in.jsonl:2
        notes on what was kept
          trajectory of one step: no instance                1
        steps                                                4
        instances                                            1
        instances skipped                                    1
          prompt and action longer than 6 tokens             1
        prompt characters: min 2, p50 2, p90 4, p99 4, max 4
        step characters: min 1, p50 1, p90 9, p99 9, max 9
        prompt tokens: min 1, p50 1, p90 2, p99 2, max 2
        step tokens: min 1, p50 1, p90 5, p99 5, max 5\
        """,
        report.toString());
  }

  @Test
  void nothingToMeasureIsNoError() {
    TrajectorySet empty =
        new TrajectorySet(List.of(), 1, Map.of("no steps", 1), Map.of(), Map.of());
    Preparation preparation = Preparation.of(empty, PrepareOptions.defaults());
    assertEquals(List.of(), preparation.instances());
    assertEquals(Map.of(), preparation.report().lengths());
  }

  @Test
  void aSetThatLosesARowIsRejected() {
    Exception error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new TrajectorySet(List.of(), 2, Map.of("no steps", 1), Map.of(), Map.of()));
    assertEquals("read: must be kept + dropped = 0 + 1, got 2", error.getMessage());
  }

  @Test
  void aLimitBelowOneIsRejected() {
    assertThrows(IllegalArgumentException.class, () -> options(StepOptions.defaults(), 0));
  }
}
