package org.srl4j.eval.cli.part;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.srl4j.models.huggingface.ModelSource;
import org.srl4j.models.policy.PolicyModel;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads models, and says on the error stream what had to be decided. */
public final class BaseOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description =
          "Of an adapter, the folder of the whole model that it adapts (default: the one that its"
              + " adapter_config.json names).")
  private Path base;

  @Mixin private ClassPathOption own;

  /** The base that was given. */
  Optional<Path> folder() {
    return Optional.ofNullable(base);
  }

  /**
   * Reads a model.
   *
   * @param folder a model's or an adapter's
   * @param threads of its kernels, at least 1
   */
  public PolicyModel load(Path folder, int threads) throws IOException {
    own.use();
    PolicyModel loaded = PolicyModel.load(ModelSource.of(folder).withBase(folder()), threads);
    for (String warning : loaded.origin().warnings()) {
      spec.root().commandLine().getErr().println("srl: warning: " + folder + ": " + warning);
    }
    return loaded;
  }
}
