package org.srl4j.eval.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.srl4j.eval.compare.PolicyFolder;
import org.srl4j.eval.compare.setup.EmbeddedTask;
import org.srl4j.models.policy.PolicyModel;

/** Policies to start from and to evaluate. They hold no native memory and need no closing. */
public final class Policies {
  /** Name of the embedded benchmark's ready base policy. */
  public static final String BASE = "order-base";

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
    return PolicyModel.load(PolicyFolder.of("policy", folder), 1);
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
