package org.srl4j.models.chat.jinja;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.models.chat.jinja.token.TemplateException;

/**
 * Against Jinja2 itself, where python3 has it (Debian: python3-jinja2). More templates: {@code
 * -Dsrl4j.jinja=20000}, others {@code -Dsrl4j.jinjaSeed=N}.
 */
class JinjaDifferentialIT {
  private static final int TEMPLATES = Integer.getInteger("srl4j.jinja", 1500);
  private static final long SEED = Long.getLong("srl4j.jinjaSeed", 0);
  private static final String DATE = "2025-07-09T15:04:05";

  /** Python prints where a function or generator lies in memory; here that is an error. */
  private static final Pattern MEMORY =
      Pattern.compile("(object|method).* at 0x|OBJECT AT 0X|b[tT] 0x", Pattern.DOTALL);

  /** What docs/checkpoints.md says that is refused here and not by Jinja. */
  private static final Pattern STATED =
      Pattern.compile(
          "cannot be printed|beyond 64 bits|'safe' or 'escape'|must be a string, got a");

  @TempDir private static Path folder;

  private static PythonJinja python;

  @BeforeAll
  static void startsPython() throws IOException {
    assumeTrue(PythonJinja.isThere(), "skipped: no python3 with jinja2 on the PATH");
    python = new PythonJinja(folder);
  }

  @AfterAll
  static void endsPython() throws IOException {
    if (python != null) {
      python.close();
    }
  }

  /** The text, or what was wrong, after a mark that no template prints. */
  private static String rendered(String template, Map<String, Object> variables) {
    try {
      return JinjaTemplate.of(template).render(variables, LocalDateTime.parse(DATE));
    } catch (TemplateException e) {
      return "\0" + e.getMessage();
    }
  }

  @Test
  void ownTemplatesOnTenConversationsGiveJinjasText() throws IOException {
    for (String name : Conversations.TEMPLATES) {
      String template = Conversations.text("templates/" + name);
      for (Map<String, Object> variables : Conversations.variables()) {
        JsonNode expected = python.render(template, variables, DATE);
        String text = rendered(template, variables);
        assertEquals(
            expected.path("text").asText("refused"), text.startsWith("\0") ? "refused" : text);
      }
    }
  }

  @Test
  void randomTemplatesGiveJinjasTextOrAreRefusedByBoth() throws IOException {
    List<String> differences = new ArrayList<>();
    int equal = 0;
    int refused = 0;
    int stated = 0;
    for (long seed = SEED; seed < SEED + TEMPLATES; seed++) {
      RandomTemplates random = new RandomTemplates(seed);
      Map<String, Object> variables = random.variables();
      String template = random.template();
      JsonNode expected = python.render(template, variables, DATE);
      String text = rendered(template, variables);
      String wanted = expected.path("text").asText("\0");
      if (text.equals(wanted)) {
        equal++;
      } else if (text.startsWith("\0") && (wanted.equals("\0") || MEMORY.matcher(wanted).find())) {
        refused++;
      } else if (text.startsWith("\0") && STATED.matcher(text).find()) {
        stated++;
      } else {
        differences.add(
            "seed " + seed + "\n" + template + "\n-- Jinja: " + expected + "\n-- here: " + text);
      }
    }
    String counts = equal + " equal, " + refused + " refused by both, " + stated + " refused here";
    assertEquals(List.of(), differences, () -> counts);
    assertTrue(equal > TEMPLATES / 4, counts);
    assertTrue(stated <= TEMPLATES / 20, counts);
  }
}
