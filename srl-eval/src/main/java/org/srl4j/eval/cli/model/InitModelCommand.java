package org.srl4j.eval.cli.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.models.huggingface.RandomModel;
import org.srl4j.models.tokenizer.Tokenizers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code srl init-model}: a Hugging Face folder with random weights. */
@Command(
    name = "init-model",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Writes a Hugging Face folder with random weights of a given shape: matrices normal with"
          + " standard deviation 0.02, gains 1, biases 0. The same seed gives the same bytes.",
      "With --tokenizer the vocabulary has that tokenizer's size, added tokens counted."
    },
    footer = {
      "",
      "Shapes: tiny-llama, tiny-qwen2, tiny-qwen3, tiny-mistral, tiny-smollm3, smollm2-135m,",
      "smollm2-360m, qwen2.5-0.5b, tinyllama-1.1b, qwen2.5-1.5b, llama-3.2-1b, qwen3-0.6b,",
      "qwen3-1.7b.",
      "Example: srl init-model --like qwen2.5-0.5b --seed 1 --to out/qwen-random",
      "Example: srl init-model --tokenizer DIR --to out/tiny hidden_size=128 num_hidden_layers=4"
    })
public final class InitModelCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--like",
      defaultValue = "tiny-qwen2",
      paramLabel = "SHAPE",
      description =
          "One of the shapes below, or a folder whose config.json is used (default:"
              + " ${DEFAULT-VALUE}).")
  private String like;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of the weights (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--tokenizer",
      paramLabel = "DIR",
      description =
          "Folder whose tokenizer, with its chat template, the model gets; without it texts are"
              + " token ids.")
  private Path tokenizer;

  @Parameters(
      arity = "0..*",
      paramLabel = "KEY=VALUE",
      description = "Fields of config.json that differ from the shape's; VALUE is JSON.")
  private List<String> fields = new ArrayList<>();

  @Mixin private TargetOptions target;

  @Mixin private WeightOptions weights;

  @Override
  public Integer call() throws IOException {
    RandomModel model = new RandomModel(RandomModel.like(like), seed, Optional.empty());
    if (tokenizer != null) {
      model = around(model);
    }
    model = model.with(changes());
    Path to = target.require();
    model.write(to, weights.format());
    spec.commandLine().getOut().println(to);
    return 0;
  }

  /** What the tokenizer decides is not to be changed to a model that cannot be loaded with it. */
  private RandomModel around(RandomModel model) throws IOException {
    Tokenizer loaded = Tokenizers.load(tokenizer);
    JsonNode size = changes().get("vocab_size");
    if (size != null && size.asInt() < loaded.vocabularySize()) {
      throw new IllegalArgumentException(
          "vocab_size: must be at least the tokenizer's "
              + loaded.vocabularySize()
              + ", got "
              + size);
    }
    return model.around(loaded, tokenizer);
  }

  private Map<String, JsonNode> changes() {
    Map<String, JsonNode> changes = new LinkedHashMap<>();
    for (String field : fields) {
      int at = field.indexOf('=');
      if (at < 1) {
        throw new IllegalArgumentException(
            "init-model: must be KEY=VALUE, e.g. num_hidden_layers=4, got '" + field + "'");
      }
      changes.put(field.substring(0, at), value(field.substring(at + 1)));
    }
    return changes;
  }

  /** JSON, else a string. */
  private static JsonNode value(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }
}
