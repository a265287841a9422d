package org.srl4j.eval.compare.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.config.ConfigWriter;
import org.srl4j.eval.method.Reinforcement;

class ComparisonConfigTest {
  @TempDir Path folder;

  @Test
  void quickIsTheDefaults() throws IOException {
    assertEquals(
        ComparisonConfig.defaults(), Recipe.of("order").config(Optional.empty(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"smoke", "quick", "full"})
  void presetSurvivesBeingWrittenAndRead(String name) throws IOException {
    ComparisonConfig config = Recipe.of("order").config(Optional.of(name), List.of());
    assertEquals(name, config.preset());
    Path file = Files.writeString(folder.resolve("c.yaml"), ConfigWriter.toYaml(config));
    assertEquals(config, Recipe.of("" + file).config(Optional.empty(), List.of()));
  }

  @Test
  void overridesWinWithAndWithoutDashes() throws IOException {
    ComparisonConfig config =
        Recipe.of("order")
            .config(Optional.of("smoke"), List.of("runs.seeds=[3]", "--methods.srl.group_size=6"));
    assertEquals(List.of(3L), config.runs().seeds());
    assertEquals(6, ((Reinforcement) config.methods().named("srl").trained()).groupSize());
  }

  @ParameterizedTest
  @CsvSource({
    "workers=0, workers",
    "compute_budget=0, compute_budget",
    "runs.bases=0, bases",
    "base.heads=3, must divide",
    "base.min_execution=2, min_execution",
    "base.batch_size=0, batch_size",
    "methods.sft_outline.epochs=0, epochs",
    "methods.sft_outline.warmup_ratio=2, warmup_ratio",
    "methods.sft_outline.learning_rate=[0], must be above 0",
    "methods.srl.learning_rate=[], needs at least one",
    "methods.rlvr.schedule.minibatches=0, minibatches",
    "evaluation.test=0, test",
    "evaluation.samples=-1, samples"
  })
  void valuesOutOfRangeAreNamed(String override, String name) {
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class,
            () -> Recipe.of("order").config(Optional.empty(), List.of(override)));
    assertTrue(fault.getMessage().contains(name), fault.getMessage());
  }
}
