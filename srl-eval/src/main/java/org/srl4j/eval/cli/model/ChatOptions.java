package org.srl4j.eval.cli.model;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.cli.part.ChatTemplateOptions;
import org.srl4j.eval.cli.part.ModelOptions;
import org.srl4j.models.chat.ChatMessage;
import org.srl4j.models.chat.ChatTemplate;
import org.srl4j.models.chat.Conversation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a text is what a user says to a chat model. */
final class ChatOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--chat",
      description =
          "The text is a user's message: put it into the model's chat template (chat_template.jinja,"
              + " or chat_template of tokenizer_config.json).")
  private boolean chat;

  @Option(
      names = "--system",
      paramLabel = "TEXT",
      description =
          "With --chat, the system message before it; \\n, \\t and \\\\ are escapes (default: the"
              + " template's own, if it has one).")
  private String system;

  @Mixin private ChatTemplateOptions options;

  /** Ids of a prompt: of the rendered chat, or of the text as a sequence's beginning. */
  int[] promptIds(Path folder, Tokenizer tokenizer, String text) throws IOException {
    requireChat();
    return chat ? tokenizer.encode(render(folder, text)) : ModelOptions.beginning(tokenizer, text);
  }

  /** Whether the text is a user's message. */
  boolean isOn() {
    return chat;
  }

  /** The text itself, or the chat it is part of. */
  String text(Path folder, String text) throws IOException {
    requireChat();
    return chat ? render(folder, text) : text;
  }

  /** The model's template, for a conversation that is given whole. */
  ChatTemplate template(Path folder) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    return options.load(folder, Optional.empty(), err);
  }

  /**
   * Nothing but the template's options may be given.
   *
   * @param why said if it is
   */
  void requireNoText(String why) {
    if (system != null || chat) {
      throw new IllegalArgumentException((chat ? "--chat" : "--system") + ": " + why);
    }
  }

  /** Says that these options need another. */
  void requireChat() {
    if (!chat && (system != null || options.areGiven())) {
      throw new IllegalArgumentException(
          (system != null ? "--system" : "--chat-date, --chat-kwarg") + ": needs --chat");
    }
  }

  private String render(Path folder, String text) throws IOException {
    List<ChatMessage> messages = new ArrayList<>();
    if (system != null) {
      messages.add(ChatMessage.system(GenerateCommand.unescape(system)));
    }
    messages.add(ChatMessage.user(text));
    return template(folder).render(new Conversation(messages, Map.of()), true);
  }
}
