package org.srl4j.eval.compare.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.models.chat.ChatSettings;
import org.srl4j.models.chat.ChatTemplate;
import org.srl4j.models.huggingface.config.ModelConfig;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.lora.AdapterFolder;
import org.srl4j.models.tokenizer.Tokenizers;

/**
 * How a policy reads and is asked.
 *
 * @param tokenizer the policy's
 * @param template its chat template, if it has one
 * @param context longest sequence that it holds, in tokens
 */
record ModelTexts(Tokenizer tokenizer, Optional<ChatTemplate> template, int context) {
  /** What a chat template that asks for the date is told: the date Llama's own fall back to. */
  private static final String DATE = "2024-07-26";

  /** Tags that a completion's format is made of. */
  private static final List<String> TAGS = List.of("<think>", "</think>");

  /**
   * Reads tokenizer, chat template and sizes, not the weights.
   *
   * @param start a model's, an adapter's or a run's folder
   * @throws IllegalArgumentException if the tokenizer changes the tags of the format
   */
  static ModelTexts of(Path start) throws IOException {
    Path folder = PolicyFolder.of("init_from", start);
    Path base =
        AdapterFolder.isIn(folder) ? new AdapterFolder(folder).base(Optional.empty()) : folder;
    Path texts = Tokenizers.isIn(folder) ? folder : base;
    Tokenizer tokenizer = Tokenizers.load(texts);
    requireTags(start, tokenizer);
    Optional<ChatTemplate> template =
        ChatTemplate.isIn(texts)
            ? Optional.of(
                ChatTemplate.load(texts).with(new ChatSettings(ChatSettings.date(DATE), Map.of())))
            : Optional.empty();
    return new ModelTexts(tokenizer, template, context(base));
  }

  /** How prompts are made. */
  PromptForm form() {
    return template.map(PromptForm::chat).orElseGet(PromptForm::plain);
  }

  private static int context(Path base) throws IOException {
    Path config = base.resolve(CheckpointFolder.CONFIG);
    return Files.isRegularFile(config)
        ? ModelConfig.read(config).decoder().maxLength()
        : Integer.MAX_VALUE;
  }

  private static String again(Tokenizer tokenizer, String text) {
    try {
      return tokenizer.decode(tokenizer.encode(text));
    } catch (IllegalArgumentException e) {
      return "an error: " + e.getMessage();
    }
  }

  private static void requireTags(Path start, Tokenizer tokenizer) {
    String text = TAGS.get(0) + " a " + TAGS.get(1) + "\nb";
    String back = again(tokenizer, text);
    if (!back.equals(text)) {
      throw new IllegalArgumentException(
          "init_from: the tokenizer of "
              + start
              + " does not give "
              + text.replace("\n", "\\n")
              + " back but "
              + back.replace("\n", "\\n")
              + ", so no completion could keep the format");
    }
  }
}
