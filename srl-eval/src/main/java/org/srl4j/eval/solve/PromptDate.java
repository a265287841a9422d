package org.srl4j.eval.solve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;
import org.srl4j.eval.sample.SampleFolder;
import org.srl4j.models.chat.ChatTemplate;

/** The date that a run's prompts have, which a run that goes on keeps. */
public final class PromptDate {
  private PromptDate() {}

  /**
   * The date that the prompts of a run have; empty if they have none or there is no run yet.
   *
   * @param folder of the run
   * @throws IOException if its settings cannot be read
   */
  public static Optional<LocalDateTime> recorded(Path folder) throws IOException {
    return Files.exists(folder.resolve(SampleFolder.SETTINGS))
        ? ChatTemplate.describedDate(SampleFolder.settings(folder).promptForm())
        : Optional.empty();
  }
}
