package org.srl4j.eval.cli.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.srl4j.eval.cli.part.BaseOptions;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.compare.setup.PolicyFolder;
import org.srl4j.models.block.LayerDesign;
import org.srl4j.models.block.RecordedDesign;
import org.srl4j.models.huggingface.weights.WeightFormat;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.policy.PolicyModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl export}: a trained model as a Hugging Face folder. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Writes a model as a Hugging Face folder that transformers and vLLM load: config.json,"
          + " generation_config.json, safetensors, the tokenizer's files as they were read, SHA256SUMS.",
      "The folder is seen complete or not at all."
    },
    footer = {"", "Example: srl export --run out/srl --to out/srl-hf --dtype bfloat16"})
public final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"--run", "--model"},
      required = true,
      paramLabel = "DIR",
      description = "A run's folder (its best checkpoint is used), or a model's folder.")
  private Path run;

  @Option(
      names = "--merge",
      description =
          "Work a LoRA adapter into the weights and write the whole model; without it the adapter's"
              + " folder is written, in PEFT's form. Nothing changes for a model without adapter.")
  private boolean merge;

  @Mixin private BaseOptions base;

  @Mixin private TargetOptions target;

  @Mixin private WeightOptions weights;

  @Override
  public Integer call() throws IOException {
    WeightFormat format = weights.format();
    Path to = target.require(run);
    PolicyModel loaded = base.load(PolicyFolder.of("--run", run), 1);
    PolicyModel model = merge ? loaded.merged(1) : loaded;
    if (!model.layers().equals(LayerDesign.STOCK)) {
      throw new IllegalArgumentException(
          "--run: "
              + run
              + " has the layers "
              + RecordedDesign.of(model.layers())
              + ", which transformers cannot compute; its checkpoints are"
              + " read by Policies.load and by the commands that have the layers' class on the class"
              + " path");
    }
    CheckpointFolder.replace(to, folder -> model.save(folder, format));
    spec.commandLine().getOut().println(to);
    return 0;
  }
}
