package com.example.ideas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The examples of {@code docs/extending.md} are the files of this module, character by character.
 */
class ExtendingPageTest {
  private static final Path ROOT = Path.of("..");

  /** Kinds of extensions, each with a class and its test. */
  private static final int EXAMPLES = 13;

  private static final Pattern EXAMPLE =
      Pattern.compile("(?s)```java\n// (template/[^\n]*)\n(.*?)```");

  @Test
  void examplesAreTheFilesOfTheTemplate() throws Exception {
    Path page = ROOT.resolve("docs/extending.md");
    Matcher example = EXAMPLE.matcher(Files.readString(page));
    int found = 0;
    while (example.find()) {
      assertEquals(
          Files.readString(ROOT.resolve(example.group(1))), example.group(2), example.group(1));
      found++;
    }
    assertTrue(found >= EXAMPLES, "found " + found + " examples");
  }
}
