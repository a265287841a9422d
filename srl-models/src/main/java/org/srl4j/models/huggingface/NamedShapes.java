package org.srl4j.models.huggingface;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.srl4j.models.huggingface.config.ModelConfig;

/** Configurations of published models, and of tiny ones, by name; weights are not part of them. */
public final class NamedShapes {
  /** All names. */
  public static final List<String> NAMES =
      List.of(
          "tiny-llama",
          "tiny-qwen2",
          "tiny-qwen3",
          "tiny-mistral",
          "tiny-smollm3",
          "smollm2-135m",
          "smollm2-360m",
          "qwen2.5-0.5b",
          "tinyllama-1.1b",
          "qwen2.5-1.5b",
          "llama-3.2-1b",
          "qwen3-0.6b",
          "qwen3-1.7b");

  private NamedShapes() {}

  /**
   * The configuration of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ModelConfig config(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("shape: must be one of " + NAMES + ", got " + name);
    }
    String resource = name + ".json";
    try (InputStream in = NamedShapes.class.getResourceAsStream(resource)) {
      ObjectNode fields = (ObjectNode) new ObjectMapper().readTree(in);
      return ModelConfig.of(Path.of(resource), fields);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + resource, e);
    }
  }
}
