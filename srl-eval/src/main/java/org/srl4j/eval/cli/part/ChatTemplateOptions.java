package org.srl4j.eval.cli.part;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.models.chat.ChatSettings;
import org.srl4j.models.chat.ChatTemplate;
import picocli.CommandLine.Option;

/** What a model's chat template is given beside the conversation. */
public final class ChatTemplateOptions {
  @Option(
      names = "--chat-date",
      paramLabel = "DATE",
      description =
          "What a chat template that asks for the date takes for today: 2025-07-09, or with a time"
              + " 2025-07-09T12:30 (default: today, from midnight; a run that goes on keeps its"
              + " date).")
  private String date;

  @Option(
      names = "--chat-kwarg",
      paramLabel = "KEY=VALUE",
      description =
          "A variable of the chat template, e.g. enable_thinking=false; VALUE is JSON, else a"
              + " string; may be repeated.")
  private List<String> variables = new ArrayList<>();

  /** Whether one of them is given. */
  public boolean areGiven() {
    return date != null || !variables.isEmpty();
  }

  /**
   * The chat template of a model with these settings; empty if it has none.
   *
   * @param folder with the model's tokenizer files
   * @param recorded the date of a run that goes on
   * @param err is told the date if it is that of today, and variables that the template never names
   * @throws IllegalArgumentException if an option is malformed, or given to a model without
   *     template
   * @throws IOException if the template cannot be read
   */
  public Optional<ChatTemplate> find(Path folder, Optional<LocalDateTime> recorded, PrintWriter err)
      throws IOException {
    if (!ChatTemplate.isIn(folder)) {
      if (areGiven()) {
        throw new IllegalArgumentException(
            "--chat-date, --chat-kwarg: " + folder + " has no chat template");
      }
      return Optional.empty();
    }
    return Optional.of(load(folder, recorded, err));
  }

  /** As {@link #find}, of a model that must have one. */
  public ChatTemplate load(Path folder, Optional<LocalDateTime> recorded, PrintWriter err)
      throws IOException {
    ChatSettings settings = settings(recorded);
    ChatTemplate template = ChatTemplate.load(folder).with(settings);
    for (String name : settings.variables().keySet()) {
      if (!template.names(name)) {
        err.println("warning: --chat-kwarg: the chat template never names '" + name + "'");
      }
    }
    if (date == null && recorded.isEmpty() && template.asksForDate()) {
      err.println(
          "note: the chat template may ask for the date, which is "
              + settings.dateText()
              + " today; fix it with --chat-date");
    }
    return template;
  }

  private ChatSettings settings(Optional<LocalDateTime> recorded) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String variable : variables) {
      int cut = variable.indexOf('=');
      if (cut < 1) {
        throw new IllegalArgumentException(
            "--chat-kwarg: must be KEY=VALUE, e.g. enable_thinking=false, got '" + variable + "'");
      }
      String name = variable.substring(0, cut);
      if (values.containsKey(name)) {
        throw new IllegalArgumentException("--chat-kwarg: '" + name + "' is given twice");
      }
      values.put(name, ChatSettings.value(variable.substring(cut + 1)));
    }
    ChatSettings today = ChatSettings.today();
    try {
      ChatSettings all = new ChatSettings(recorded.orElse(today.date()), values);
      return date == null ? all : all.on(date());
    } catch (IllegalArgumentException e) {
      throw e.getMessage().startsWith("--")
          ? e
          : new IllegalArgumentException("--chat-kwarg: " + e.getMessage(), e);
    }
  }

  private LocalDateTime date() {
    try {
      return ChatSettings.date(date);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--chat-date: " + e.getMessage(), e);
    }
  }
}
