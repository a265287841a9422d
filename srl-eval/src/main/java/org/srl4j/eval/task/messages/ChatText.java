package org.srl4j.eval.task.messages;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.TextSegment;
import org.srl4j.models.chat.ChatMessage;
import org.srl4j.models.chat.ChatTemplate;
import org.srl4j.models.chat.Conversation;

/**
 * Conversations as texts to imitate: what the assistant says counts in the loss, the end of each of
 * its turns included; everything else, the header of its turns included, does not. This is TRL's
 * {@code assistant_only_loss}.
 *
 * @param template the model's; empty for a model without one, which can learn from prompts and
 *     texts alone
 * @param endOfTurn the end-of-sequence token as text, with which the template ends a turn
 */
public record ChatText(Optional<ChatTemplate> template, String endOfTurn) {
  private static final String ASSISTANT = "assistant";

  /** Rejects missing parts. */
  public ChatText {
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(endOfTurn, "endOfTurn");
  }

  /**
   * A conversation.
   *
   * @param id of the row
   * @throws IllegalArgumentException if there is no template, no assistant's turn, or the template
   *     does not write a turn as it was promised before it
   */
  public Demonstration of(String id, Conversation conversation) {
    if (template.isEmpty()) {
      throw new IllegalArgumentException(
          "messages: the model has no chat template; give rows of prompt and completion, or of"
              + " text");
    }
    List<TextSegment> segments = new ArrayList<>();
    List<ChatMessage> messages = conversation.messages();
    String done = "";
    for (int i = 0; i < messages.size(); i++) {
      if (!ASSISTANT.equals(messages.get(i).fields().get("role"))) {
        continue;
      }
      String asked = i == 0 ? "" : rendered(conversation, i, true);
      String said = rendered(conversation, i + 1, false);
      requireBeginning(i, done, asked);
      requireBeginning(i, asked, said);
      add(segments, asked.substring(done.length()), false);
      int end = said.lastIndexOf(endOfTurn);
      int counted = end < asked.length() ? said.length() : end + endOfTurn.length();
      add(segments, said.substring(asked.length(), counted), true);
      done = said.substring(0, counted);
    }
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("messages: the assistant says nothing");
    }
    return new Demonstration(id, withoutLastEnd(segments));
  }

  /** A prompt and what should follow it. */
  public static Demonstration of(String id, String prompt, String completion) {
    List<TextSegment> segments = new ArrayList<>();
    add(segments, prompt, false);
    add(segments, completion, true);
    return new Demonstration(id, segments);
  }

  private String rendered(Conversation all, int count, boolean asks) {
    Conversation part = new Conversation(all.messages().subList(0, count), all.variables());
    return template.orElseThrow().render(part, asks);
  }

  private static void requireBeginning(int message, String before, String after) {
    if (!after.startsWith(before)) {
      throw new IllegalArgumentException(
          "messages["
              + message
              + "]: the chat template changes what it wrote before this turn, so it cannot be told"
              + " which tokens are the assistant's; give its turns as rows of their own");
    }
  }

  /** Whoever tokenises a demonstration ends it. */
  private List<TextSegment> withoutLastEnd(List<TextSegment> segments) {
    List<TextSegment> all = new ArrayList<>(segments);
    TextSegment last = all.remove(all.size() - 1);
    String text = last.text();
    add(
        all,
        text.endsWith(endOfTurn) ? text.substring(0, text.length() - endOfTurn.length()) : text,
        true);
    return all;
  }

  private static void add(List<TextSegment> segments, String text, boolean counted) {
    if (!text.isEmpty()) {
      segments.add(new TextSegment(text, counted));
    }
  }
}
