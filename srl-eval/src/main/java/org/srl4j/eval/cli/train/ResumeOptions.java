package org.srl4j.eval.cli.train;

import java.io.IOException;
import org.srl4j.core.train.files.FolderLock;
import org.srl4j.eval.cli.part.OutputOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command that trains writes, how often it saves, and whether it goes on. */
final class ResumeOptions {
  @Mixin private OutputOptions output;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      defaultValue = "20",
      description = "Updates between checkpoints, 0 = only at the end (default: ${DEFAULT-VALUE}).")
  private int checkpointEvery;

  @Option(
      names = "--resume",
      description =
          "Go on with what is in --output from the newest intact checkpoint, as if it had never"
              + " ended; from the start if there is none.")
  private boolean resume;

  /** Whether the folder may hold what goes on. */
  boolean resume() {
    return resume;
  }

  /** Updates between checkpoints, at least 0. */
  int checkpointEvery() {
    if (checkpointEvery < 0) {
      throw new IllegalArgumentException(
          "--checkpoint-every: must be at least 0, got " + checkpointEvery);
    }
    return checkpointEvery;
  }

  /**
   * Takes the folder; a name below {@code out} is used when none is given.
   *
   * @throws IllegalStateException if another process works in it
   */
  FolderLock take(String name) throws IOException {
    return resume ? output.resumed(name) : output.create(name);
  }

  /** After a refusal: a folder that was made for nothing is taken away again. */
  void refused(FolderLock lock) throws IOException {
    if (!resume) {
      OutputOptions.removeUnused(lock);
    }
  }
}
