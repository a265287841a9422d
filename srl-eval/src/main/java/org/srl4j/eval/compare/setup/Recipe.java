package org.srl4j.eval.compare.setup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.config.Choices;
import org.srl4j.eval.config.Tree;

/**
 * A comparison described in one YAML file: data, prompts, methods, budgets. The file has the keys
 * of {@link ComparisonConfig}; under {@code sizes} it may have variants, each with keys that are
 * laid over the others, and under {@code like} it may name a recipe that it goes on from.
 *
 * @param name of one that comes with the toolkit, or the file
 * @param about the comment at the file's beginning
 * @param settings its keys, not yet checked
 */
public record Recipe(String name, String about, Tree settings) {
  /** Those that come with the toolkit, in {@code recipes/}. */
  private static final List<String> NAMES =
      List.of("order", "repair", "words", "files", "sft", "gsm8k-small", "paper-math", "paper-swe");

  private static final String SIZES = "sizes";
  private static final String LIKE = "like";
  private static final String USUAL_SIZE = "quick";

  /** All names. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The recipe of a name or of a file.
   *
   * @throws IllegalArgumentException if there is none
   * @throws IOException if the file cannot be read
   */
  public static Recipe of(String nameOrFile) throws IOException {
    Path file = Path.of(nameOrFile);
    boolean own = nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml");
    if (own && Files.isRegularFile(file)) {
      return read(nameOrFile, Files.readString(file));
    }
    if (!NAMES.contains(nameOrFile)) {
      throw new IllegalArgumentException(
          "--recipe: "
              + (own ? file + ": no such file" : "must be one of " + NAMES + " or a .yaml file")
              + (own ? "" : ", got " + nameOrFile));
    }
    String resource = "/org/srl4j/eval/recipe/" + nameOrFile + ".yaml";
    try (InputStream in = Recipe.class.getResourceAsStream(resource)) {
      return read(nameOrFile, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Recipe read(String name, String text) throws IOException {
    Tree tree = Tree.parse(text, name);
    Optional<String> like = tree.text(LIKE);
    if (like.isPresent()) {
      if (like.get().equals(name)) {
        throw new IllegalArgumentException(tree.place(LIKE) + ": " + name + " is like itself");
      }
      tree = of(like.get()).settings().under(tree.without(Set.of(LIKE)));
    }
    return new Recipe(name, comment(text), tree);
  }

  private static String comment(String text) {
    return text.lines()
        .takeWhile(line -> line.startsWith("#"))
        .map(line -> line.substring(1).strip())
        .collect(Collectors.joining("\n"));
  }

  /** The variants, in the order of the file. */
  public List<String> sizes() {
    return new ArrayList<>(settings.child(SIZES).keys());
  }

  /**
   * The settings.
   *
   * @param size a variant; empty = {@code quick} if there is one, else the recipe without any
   * @param overrides {@code key=value}, later ones win
   * @throws IllegalArgumentException if a key or value is refused, or there is no such variant
   */
  public ComparisonConfig config(Optional<String> size, List<String> overrides) {
    Tree whole = settings.without(Set.of(SIZES));
    Optional<String> chosen =
        size.or(() -> Optional.of(USUAL_SIZE).filter(usual -> sizes().contains(usual)));
    if (chosen.isPresent()) {
      if (!sizes().contains(chosen.get())) {
        throw new IllegalArgumentException(
            "--preset: the recipe "
                + name
                + (sizes().isEmpty() ? " has no presets" : " has " + sizes())
                + ", got "
                + chosen.get());
      }
      whole = whole.under(settings.child(SIZES).child(chosen.get()));
    }
    return whole.with(overrides).bind(ComparisonConfig.defaults(), "", Choices.NONE);
  }
}
