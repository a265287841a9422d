package org.srl4j.eval.cli.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.Recipe;
import org.srl4j.eval.method.Method;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code srl recipes}: what can be compared. */
@Command(
    name = "recipes",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Lists the recipes that come with the toolkit: what each compares, its sizes, and what you must"
          + " give it, and what is missing for it on this machine: data, model, memory, disk. A recipe of"
          + " your own is a YAML file; it may begin with like: paper-math."
    },
    footer = {"", "Example: srl recipes"})
public final class RecipesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    for (String name : Recipe.names()) {
      Recipe recipe = Recipe.of(name);
      ComparisonConfig config = recipe.config(Optional.empty(), List.of());
      out.println(name);
      recipe.about().lines().forEach(line -> out.println("  " + line));
      out.println(
          "  methods: "
              + config.compared().stream().map(Method::name).collect(Collectors.joining(", ")));
      if (!recipe.sizes().isEmpty()) {
        out.println("  presets: " + String.join(", ", recipe.sizes()));
      }
      RecipeNeeds needs = new RecipeNeeds(recipe, config);
      needs.needs().forEach(line -> out.println("  needs: " + line));
      List<String> missing = needs.missing();
      out.println("  missing: " + (missing.isEmpty() ? "nothing" : ""));
      missing.forEach(line -> out.println("    " + line));
      out.println();
    }
    return 0;
  }
}
