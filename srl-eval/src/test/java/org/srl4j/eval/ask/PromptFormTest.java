package org.srl4j.eval.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srl4j.core.prepare.PromptParts;
import org.srl4j.models.chat.ChatTemplate;

class PromptFormTest {
  private static final PromptParts PARTS = new PromptParts("Be brief.", "1+1?", "So ", "plain");
  private static final String ROLES =
      "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}"
          + "{% if add_generation_prompt %}<assistant>{% endif %}";

  @Test
  void aChatTemplateGetsSystemAndUserTextAndTheAnswerGoesOnFromItsBeginning() {
    PromptForm form = PromptForm.chat(ChatTemplate.of(ROLES, Map.of()));
    assertEquals("chat", form.name());
    assertTrue(form.isChat());
    assertEquals("<system>Be brief.<user>1+1?<assistant>So ", form.text().apply(PARTS));
    PromptParts bare = new PromptParts("", "1+1?", "", "plain");
    assertEquals("<user>1+1?<assistant>", form.text().apply(bare));
  }

  @Test
  void withoutATemplateThePlainTextIsAsked() {
    assertEquals("plain", PromptForm.plain().text().apply(PARTS));
    assertFalse(PromptForm.plain().isChat());
  }

  @Test
  void aTemplateThatRefusesASystemTextSaysWhatToDo() {
    String refusing =
        "{% if messages[0].role == 'system' %}{{ raise_exception('no system role') }}{% endif %}"
            + ROLES;
    PromptForm form = PromptForm.chat(ChatTemplate.of(refusing, Map.of()));
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> form.text().apply(PARTS));
    assertTrue(refused.getMessage().contains("no system role"), refused.getMessage());
    assertTrue(refused.getMessage().contains("leave the system text empty"));
  }
}
