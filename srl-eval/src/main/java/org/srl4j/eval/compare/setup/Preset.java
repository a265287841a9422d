package org.srl4j.eval.compare.setup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.config.ConfigLoader;

/** The comparisons that come with the toolkit. */
public final class Preset {
  private static final List<String> NAMES = List.of("smoke", "quick", "full");

  private Preset() {}

  /**
   * A config.
   *
   * @param task whose presets are meant
   * @param preset used when no file is given: smoke, quick or full
   * @param file a YAML file of the user's
   * @param overrides {@code key=value}, later ones win
   */
  public static ComparisonConfig load(
      EmbeddedTask task, String preset, Optional<Path> file, List<String> overrides)
      throws IOException {
    return load("" + task, preset, file, overrides);
  }

  /**
   * A config for files of expert trajectories, for which no base policy is shipped.
   *
   * @param preset used when no file is given: smoke, quick or full
   * @param file a YAML file of the user's
   * @param overrides {@code key=value}, later ones win
   */
  public static ComparisonConfig forFiles(
      String preset, Optional<Path> file, List<String> overrides) throws IOException {
    String problems = preset.equals("smoke") ? "trajectories" : "" + EmbeddedTask.ORDER;
    return load(problems, preset, file, overrides);
  }

  private static ComparisonConfig load(
      String problems, String preset, Optional<Path> file, List<String> overrides)
      throws IOException {
    if (file.isPresent()) {
      if (!Files.isRegularFile(file.get())) {
        throw new IllegalArgumentException("--config: " + file.get() + ": no such file");
      }
      return ConfigLoader.load(ComparisonConfig.class, file.get(), overrides);
    }
    if (!NAMES.contains(preset)) {
      throw new IllegalArgumentException("--preset: must be one of " + NAMES + ", got " + preset);
    }
    try (InputStream in = Preset.class.getResourceAsStream(problems + "-" + preset + ".yaml")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ConfigLoader.parse(ComparisonConfig.class, text, "preset " + preset, overrides);
    }
  }
}
