package org.srl4j.eval.api;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import org.srl4j.eval.compare.setup.EmbeddedTask;
import org.srl4j.eval.compare.start.PolicyFolder;
import org.srl4j.models.block.LayerDesign;
import org.srl4j.models.huggingface.ModelSource;
import org.srl4j.models.policy.PolicyModel;

/** Policies to start from and to evaluate. They hold no native memory and need no closing. */
public final class Policies {
  /** Name of the embedded benchmark's ready base policy. */
  public static final String BASE = "order-base";

  private static final System.Logger LOG = System.getLogger(Policies.class.getName());

  private Policies() {}

  /**
   * Loads a policy.
   *
   * @param nameOrFolder {@value #BASE}, or a folder: a run's, a checkpoint's, one from Hugging Face
   * @throws IllegalArgumentException if there is no such policy
   */
  public static PolicyModel load(String nameOrFolder) throws IOException {
    return nameOrFolder.equals(BASE) ? base() : load(Path.of(nameOrFolder));
  }

  /** Loads the policy of a folder: a run's, a checkpoint's, one from Hugging Face. */
  public static PolicyModel load(Path folder) throws IOException {
    return load(ModelSource.of(PolicyFolder.of("policy", folder)));
  }

  /**
   * Loads a policy with layers of your own, whose class need not be found by its name (as that of a
   * notebook's cell).
   *
   * @param folder a run's or a checkpoint's
   * @param layers what its layers are made of
   * @throws org.srl4j.models.io.CheckpointFormatException if the folder records another class or
   *     other settings
   */
  public static PolicyModel load(Path folder, LayerDesign layers) throws IOException {
    return load(ModelSource.of(PolicyFolder.of("policy", folder)).withLayers(layers));
  }

  private static PolicyModel load(ModelSource source) throws IOException {
    PolicyModel policy = PolicyModel.load(source, 1);
    policy.origin().warnings().forEach(line -> LOG.log(Level.WARNING, source.path() + ": " + line));
    return policy;
  }

  private static PolicyModel base() throws IOException {
    List<Path> shipped = EmbeddedTask.ORDER.shippedBases();
    if (shipped.isEmpty()) {
      throw new IllegalArgumentException(
          "policy: the folder data/order/bases is not below "
              + System.getProperty("srl4j.root", "the working folder")
              + "; run from the toolkit's folder or set -Dsrl4j.root");
    }
    return PolicyModel.load(shipped.get(0).resolve("base-0"), 1);
  }
}
