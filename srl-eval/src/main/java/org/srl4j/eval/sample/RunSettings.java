package org.srl4j.eval.sample;

import java.util.List;
import java.util.Objects;

/**
 * Everything that decides the samples of a run; {@code run.json}.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param task name of the task
 * @param taskVersion its version
 * @param dataSha256 checksum of the data file
 * @param problems problems asked, the first of the file
 * @param model name of the model, for tables
 * @param modelSha256 checksum over the model's files, see {@link ModelChecksum}
 * @param promptForm {@code plain}, or {@code chat} with date and variables of the chat template
 * @param promptSha256 checksum over all prompts, so that a changed template is noticed
 * @param greedy whether each problem is asked greedily
 * @param k responses a problem at the temperature; 0 = none
 * @param temperature of these
 * @param topP of these
 * @param maxNewTokens limit of one response, tokens
 * @param stopStrings a response is cut before the first of them
 * @param seed root of all seeds
 */
public record RunSettings(
    int schemaVersion,
    String task,
    String taskVersion,
    String dataSha256,
    int problems,
    String model,
    String modelSha256,
    String promptForm,
    String promptSha256,
    boolean greedy,
    int k,
    double temperature,
    double topP,
    int maxNewTokens,
    List<String> stopStrings,
    long seed) {

  /** The version that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  /** Copies the list and checks ranges. */
  public RunSettings {
    if (schemaVersion != SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          "schemaVersion: this version reads " + SCHEMA_VERSION + ", got " + schemaVersion);
    }
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(model, "model");
    stopStrings = List.copyOf(stopStrings);
    if (k < 0) {
      throw new IllegalArgumentException("k: must be at least 0, got " + k);
    }
    if (!greedy && k == 0) {
      throw new IllegalArgumentException(
          "greedy, k: nothing would be sampled; ask for one of them");
    }
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException("temperature: must be above 0, got " + temperature);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("topP: must be in (0, 1], got " + topP);
    }
    if (maxNewTokens < 1) {
      throw new IllegalArgumentException("maxNewTokens: must be at least 1, got " + maxNewTokens);
    }
  }

  /** Responses of the whole run. */
  public int samples() {
    return problems * responsesPerProblem();
  }

  /** Responses a problem, greedy ones included. */
  public int responsesPerProblem() {
    return k + (greedy ? 1 : 0);
  }
}
