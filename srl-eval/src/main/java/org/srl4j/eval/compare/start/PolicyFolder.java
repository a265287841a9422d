package org.srl4j.eval.compare.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.srl4j.core.train.Checkpoints;
import org.srl4j.models.policy.PolicyModel;

/** Finds the model that a folder stands for. */
public final class PolicyFolder {
  private PolicyFolder() {}

  /**
   * The folder itself if it holds a model or an adapter, a run's best or else latest checkpoint.
   *
   * @param option named in errors
   * @param folder a model's, an adapter's or a run's
   * @throws IllegalArgumentException if it is none of them
   */
  public static Path of(String option, Path folder) throws IOException {
    if (PolicyModel.isModel(folder)) {
      return folder;
    }
    Checkpoints ofRun = new Checkpoints(folder.resolve("checkpoints"));
    Optional<Path> found = ofRun.best().or(ofRun::latest);
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                option
                    + ": "
                    + folder
                    + " holds neither model.safetensors (or its shards, an adapter, or a llama2.c"
                    + " .bin) nor a run with checkpoints; name a model's folder, one below"
                    + " checkpoints/ or bases/, or a run's folder"));
  }

  /**
   * Reads the model that a folder stands for.
   *
   * @param option named in errors
   * @param folder a model's, an adapter's or a run's
   * @param log told what had to be decided, a line each
   */
  public static PolicyModel load(String option, Path folder, Consumer<String> log)
      throws IOException {
    PolicyModel model = PolicyModel.load(of(option, folder), 1);
    model.origin().warnings().forEach(line -> log.accept(folder + ": " + line));
    return model;
  }
}
