package org.srl4j.eval.cli.swe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.srl4j.eval.swe.prompt.EditForm;
import org.srl4j.eval.swe.prompt.FileLocalisation;
import org.srl4j.eval.swe.prompt.PromptText;
import org.srl4j.eval.swe.prompt.StyleThreeForm;

/** Forms of prompts, by the names of the command line. */
enum SwePromptForm {
  ORACLE,
  STYLE_3,
  LOCALISE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The project's text, or that of a file with the same places. */
  PromptText text(Path template) throws IOException {
    PromptText own =
        switch (this) {
          case ORACLE -> EditForm.defaultText();
          case STYLE_3 -> StyleThreeForm.defaultText();
          case LOCALISE -> FileLocalisation.defaultText();
        };
    if (template == null) {
      return own;
    }
    try {
      return own.replacedBy(Files.readString(template).strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(template + ": " + e.getMessage(), e);
    }
  }
}
