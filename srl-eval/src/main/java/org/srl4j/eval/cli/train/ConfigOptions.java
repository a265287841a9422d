package org.srl4j.eval.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srl4j.eval.cli.part.ClassPathOption;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.Preset;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The settings of a comparison, or of a method of it. */
final class ConfigOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "quick",
      description = "smoke, quick or full (default: ${DEFAULT-VALUE}).")
  private String preset;

  @Option(names = "--config", paramLabel = "FILE", description = "YAML file instead of a preset.")
  private Path config;

  @Mixin private ClassPathOption classPath;

  @Parameters(
      arity = "0..*",
      paramLabel = "KEY=VALUE",
      description = "Overrides of the config, e.g. runs.seeds=[0,1] methods.srl.group_size=4.")
  private List<String> overrides = new ArrayList<>();

  /** Makes the user's own classes known, which a config may name. */
  void useOwnClasses() throws IOException {
    classPath.use();
  }

  /** The settings for these problems. */
  ComparisonConfig load(TaskOptions task) throws IOException {
    return load(task, List.of());
  }

  /** With overrides that other options stand for; they win. */
  ComparisonConfig load(TaskOptions task, List<String> more) throws IOException {
    useOwnClasses();
    List<String> all = new ArrayList<>(overrides);
    all.addAll(more);
    return task.hasFiles()
        ? Preset.forFiles(preset, Optional.ofNullable(config), all)
        : Preset.load(task.embedded(), preset, Optional.ofNullable(config), all);
  }
}
