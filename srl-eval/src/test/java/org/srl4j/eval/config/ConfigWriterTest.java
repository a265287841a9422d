package org.srl4j.eval.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.config.ConfigLoaderTest.Filter;
import org.srl4j.eval.config.ConfigLoaderTest.Scale;
import org.srl4j.eval.config.ConfigLoaderTest.Settings;
import org.srl4j.eval.config.ConfigLoaderTest.Srl;

class ConfigWriterTest {
  private static final Settings SETTINGS =
      new Settings(
          "null: [1, \"x\"]\n# é",
          Long.MIN_VALUE,
          Optional.of(3),
          new Srl(
              2, 1e-7, Scale.BATCH_WIDE, List.of(3e-4, 1e22), Optional.of(new Filter(false, 0))),
          List.of(new Filter(true, 1.0 / 3), new Filter(false, 5)));

  @Test
  void writtenSettingsReadBackEqual(@TempDir Path folder) throws IOException {
    for (Settings settings : List.of(SETTINGS, Settings.defaults())) {
      Path yaml = Files.writeString(folder.resolve("a.yaml"), ConfigWriter.toYaml(settings));
      assertEquals(settings, ConfigLoader.load(Settings.class, yaml, List.of()));
      Path json = Files.writeString(folder.resolve("a.json"), ConfigWriter.toJson(settings));
      assertEquals(settings, ConfigLoader.load(Settings.class, json, List.of()));
    }
  }

  @Test
  void keysAreSnakeCaseInTheOrderOfTheRecord() {
    assertEquals(
        """
        {
          "group_size" : 8,
          "top_p" : 1.0,
          "scale" : "group",
          "learning_rates" : [ 1.0E-4 ],
          "filter" : null
        }
        """,
        ConfigWriter.toJson(Srl.defaults()));
    assertEquals(
        "group_size: 8\ntop_p: 1.0\nscale: \"group\"\nlearning_rates:\n- 1.0E-4\nfilter: null\n",
        ConfigWriter.toYaml(Srl.defaults()));
  }
}
