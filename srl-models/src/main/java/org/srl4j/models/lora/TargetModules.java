package org.srl4j.models.lora;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.srl4j.models.io.CheckpointFormatException;

/**
 * Which layers an {@code adapter_config.json} adapts, as PEFT reads it: {@code target_modules} is a
 * list of names, each of which stands for the layers whose path is it or ends with it after a
 * point; or {@code "all-linear"}; or a regular expression that a path must match as a whole. {@code
 * exclude_modules} is a list or an expression too, and counts first.
 *
 * @param fields the file
 */
record TargetModules(Fields fields) {
  private static final String TARGET = "target_modules";
  private static final String EXCLUDED = "exclude_modules";

  /** Layers that PEFT would adapt where they are named, and this toolkit does not. */
  private static final List<String> OTHERS = List.of("model.embed_tokens", "lm_head");

  /** A character class within another, or an intersection: Python reads them as characters. */
  private static final Pattern JAVA_ONLY = Pattern.compile("&&|\\[[^\\]]*\\[");

  /**
   * Paths of the adapted layers.
   *
   * @param linear paths of all linear layers of the base, in the order of the graph
   * @return names where a layer is adapted in every block, else paths
   * @throws CheckpointFormatException if none is adapted, or one that cannot be
   */
  List<String> among(List<String> linear) throws CheckpointFormatException {
    JsonNode target = fields.json().path(TARGET);
    boolean all = target.asText().equals(LoraConfig.ALL_LINEAR);
    Predicate<String> wanted = all ? path -> !OTHERS.contains(path) : matcher(TARGET);
    Predicate<String> excluded = matcher(EXCLUDED);
    List<String> found =
        Stream.concat(linear.stream(), OTHERS.stream())
            .filter(path -> wanted.test(path) && !excluded.test(path))
            .toList();
    for (String other : OTHERS) {
      if (found.contains(other)) {
        throw fields.wrong(TARGET, "linear layers of the blocks alone, not " + other);
      }
    }
    if (found.isEmpty()) {
      throw fields.wrong(
          TARGET,
          "a list of names, a regular expression or \"all-linear\", and"
              + " match a layer such as "
              + (linear.isEmpty() ? "none" : linear.get(0)));
    }
    return shortened(found, linear);
  }

  private Predicate<String> matcher(String field) throws CheckpointFormatException {
    JsonNode value = fields.json().path(field);
    if (!value.isTextual()) {
      List<String> names = fields.names(field);
      return path ->
          names.stream().anyMatch(name -> path.equals(name) || path.endsWith("." + name));
    }
    try {
      if (!JAVA_ONLY.matcher(value.asText()).find()) {
        return Pattern.compile(value.asText()).asMatchPredicate();
      }
    } catch (PatternSyntaxException e) {
      throw fields.wrong(field, "a regular expression that Java and Python read alike");
    }
    throw fields.wrong(field, "a regular expression that Java and Python read alike");
  }

  private static List<String> shortened(List<String> found, List<String> linear) {
    List<String> names = new ArrayList<>();
    for (String module : LoraConfig.MODULES) {
      List<String> everywhere = ending(linear, module);
      List<String> adapted = ending(found, module);
      names.addAll(adapted.equals(everywhere) && !adapted.isEmpty() ? List.of(module) : adapted);
    }
    return names;
  }

  private static List<String> ending(List<String> paths, String module) {
    return paths.stream().filter(path -> path.endsWith("." + module)).toList();
  }
}
