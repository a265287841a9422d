package org.srl4j.eval.compare.setup;

import java.io.IOException;
import java.io.InputStream;
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
    List<String> flags = overrides.stream().map(o -> o.startsWith("--") ? o : "--" + o).toList();
    if (file.isPresent()) {
      return ConfigLoader.load(ComparisonConfig.class, file.get(), flags);
    }
    if (!NAMES.contains(preset)) {
      throw new IllegalArgumentException("--preset: must be one of " + NAMES + ", got " + preset);
    }
    Path copy = Files.createTempFile(preset, ".yaml");
    try (InputStream in = Preset.class.getResourceAsStream(task + "-" + preset + ".yaml")) {
      Files.write(copy, in.readAllBytes());
      return ConfigLoader.load(ComparisonConfig.class, copy, flags);
    } finally {
      Files.delete(copy);
    }
  }
}
