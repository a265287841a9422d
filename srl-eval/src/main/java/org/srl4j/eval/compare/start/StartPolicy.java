package org.srl4j.eval.compare.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.srl4j.core.data.Seeds;
import org.srl4j.eval.compare.settings.LoraOptions;
import org.srl4j.models.huggingface.ModelSource;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.lora.LoraConfig;
import org.srl4j.models.policy.PolicyModel;

/**
 * What a run trains when it starts from a policy. An adapter goes on if the run asks for the same
 * one or for none; if it asks for another, the old one is merged and the new one starts from zero.
 *
 * @param lora what is asked for
 * @param seed of a new adapter's first values
 * @param folder the run's; merged weights are kept in its {@code base}
 * @param log told what is done
 */
public record StartPolicy(LoraOptions lora, long seed, Path folder, Consumer<String> log) {
  private static final long ADAPTER = 43;

  /**
   * The policy to train.
   *
   * @param start not changed
   * @throws IOException if merged weights cannot be written
   */
  public PolicyModel of(PolicyModel start) throws IOException {
    Optional<LoraConfig> wanted = lora.adapter();
    if (wanted.isEmpty() || wanted.equals(start.lora())) {
      start.lora().ifPresent(adapter -> log.accept("training goes on with the adapter " + adapter));
      return start;
    }
    PolicyModel base = start.lora().isPresent() ? merged(start) : start;
    return base.withAdapter(wanted.get(), Seeds.derive(seed, ADAPTER), 1);
  }

  /** A new adapter must name a base on disk. */
  private PolicyModel merged(PolicyModel start) throws IOException {
    Path base = folder.resolve("base");
    log.accept("another adapter is asked for: the one before is merged into " + base);
    Files.createDirectories(folder);
    CheckpointFolder.replace(base, start.merged(1)::save);
    return PolicyModel.load(ModelSource.of(base).withLayers(start.layers()), 1);
  }
}
