package org.srl4j.eval.cli.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.models.huggingface.RandomModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl init-model}: a Hugging Face folder with random weights. */
@Command(
    name = "init-model",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Writes a Hugging Face folder with random weights of a given shape: matrices normal with",
      "standard deviation 0.02, gains 1, biases 0. The same seed gives the same bytes."
    },
    footer = {
      "",
      "Shapes: tiny-llama, tiny-qwen2, smollm2-135m, smollm2-360m, qwen2.5-0.5b, tinyllama-1.1b,",
      "qwen2.5-1.5b.",
      "Example: srl init-model --like qwen2.5-0.5b --seed 1 --to out/qwen-random"
    })
public final class InitModelCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--like",
      required = true,
      paramLabel = "SHAPE",
      description = "One of the shapes below, or a folder whose config.json is used.")
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
      description = "Folder whose tokenizer files go along; without it texts are token ids.")
  private Path tokenizer;

  @Mixin private TargetOptions target;

  @Mixin private WeightOptions weights;

  @Override
  public Integer call() throws IOException {
    RandomModel model =
        new RandomModel(RandomModel.like(like), seed, Optional.ofNullable(tokenizer));
    Path to = target.require();
    model.write(to, weights.format());
    spec.commandLine().getOut().println(to);
    return 0;
  }
}
