package org.srl4j.eval.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srl4j.eval.cli.part.ClassPathOption;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.EmbeddedTask;
import org.srl4j.eval.compare.setup.PolicyFolder;
import org.srl4j.eval.compare.setup.Recipe;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is compared or trained: a recipe, a model, and settings over the recipe's. */
final class RecipeOptions {
  private static final String USUAL = "order";

  @Option(
      names = "--recipe",
      paramLabel = "NAME|FILE.yaml",
      defaultValue = USUAL,
      description = "A recipe, see srl recipes, or a file (default: ${DEFAULT-VALUE}).")
  private String recipe;

  @Option(
      names = "--preset",
      paramLabel = "SIZE",
      description =
          "A size of the recipe: smoke, quick or full (default: quick if it has one, else the"
              + " recipe as it stands).")
  private String preset;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "Start from this model, adapter or run instead of a base policy; short for the setting"
              + " init_from=DIR.")
  private Path model;

  @Mixin private ClassPathOption classPath;

  @Parameters(
      arity = "0..*",
      paramLabel = "KEY=VALUE",
      description = "Overrides of the recipe, e.g. runs.seeds=[0,1] methods.srl.group_size=4.")
  private List<String> overrides = new ArrayList<>();

  /** Makes the user's own classes known, which a recipe may name. */
  void useOwnClasses() throws IOException {
    classPath.use();
  }

  /** The settings. */
  ComparisonConfig load() throws IOException {
    useOwnClasses();
    List<String> all = new ArrayList<>(overrides);
    if (model != null) {
      PolicyFolder.of("--model", model);
      all.add("init_from=" + model);
    }
    return Recipe.of(recipe).config(Optional.ofNullable(preset), all);
  }

  /** Base policies that come with the toolkit for these problems. */
  static List<Path> shippedBases(ComparisonConfig config) {
    return EmbeddedTask.find(config.data().format())
        .map(EmbeddedTask::shippedBases)
        .orElse(List.of());
  }

  /** The option for the recipe's usual size, after a blank; nothing if it has none. */
  String usualSize() throws IOException {
    return Recipe.of(recipe).sizes().contains("quick") ? " --preset quick" : "";
  }

  /** The options, as they were typed, that name the problems; each after a blank. */
  String words() {
    StringBuilder words = new StringBuilder(recipe.equals(USUAL) ? "" : " --recipe " + recipe);
    if (model != null) {
      words.append(" --model ").append(model);
    }
    overrides.stream().filter(RecipeOptions::namesFiles).forEach(o -> words.append(" ").append(o));
    return words.toString();
  }

  private static boolean namesFiles(String override) {
    return override.startsWith("data.") || override.startsWith("benchmarks.folder=");
  }
}
