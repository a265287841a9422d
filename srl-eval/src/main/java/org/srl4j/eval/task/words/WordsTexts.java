package org.srl4j.eval.task.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.srl4j.core.prepare.PromptTemplate;
import org.srl4j.models.chat.ChatTemplate;
import org.srl4j.models.tokenizer.bytepair.BytePairTokenizer;
import org.srl4j.models.tokenizer.bytepair.BytePairTrainer;
import org.srl4j.models.tokenizer.bytepair.SplitPattern;

/**
 * How the base policies of WORDS read and are asked: a byte-pair tokenizer with Qwen's cuts, which
 * writes digits one by one, and a chat template in Qwen's form.
 */
public final class WordsTexts {
  /** The chat template, in Jinja; without a system message it has one of its own. */
  public static final String TEMPLATE =
      "{%- if messages[0]['role'] == 'system' %}{{- '<|im_start|>system\\n' +"
          + " messages[0]['content'] + '<|im_end|>\\n' }}{%- else %}{{- '<|im_start|>system\\n"
          + "You solve word problems.<|im_end|>\\n' }}{%- endif %}{%- for message in messages %}"
          + "{%- if not (loop.first and message.role == 'system') %}{{- '<|im_start|>' +"
          + " message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}{%- endif %}"
          + "{%- endfor %}{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}"
          + "{%- endif %}";

  private static final String END_OF_TURN = "<|im_end|>";
  private static final String PADDING = "<pad>";
  private static final int VOCABULARY = 1024;
  private static final int LEAST_FREQUENCY = 20;
  private static final int TEXTS = 1500;

  /** Texts of the paper's recipe that are not in {@link PromptTemplate#defaults()}. */
  private static final String PAPER =
      "Please reason step by step, and put your final answer within \\boxed{}. Solve the problem"
          + " step by step. Think between <think> and </think>, then write only the next step of"
          + " the solution.";

  private WordsTexts() {}

  /** The chat template. */
  public static ChatTemplate template() {
    return ChatTemplate.of(TEMPLATE, Map.of());
  }

  /** The tokenizer: always the same, whatever a recipe asks. */
  public static BytePairTokenizer tokenizer() {
    WordsConversations conversations = new WordsConversations(0, PromptTemplate.defaults());
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      WordsConversations.Texts one = conversations.conversation(WordsConversations.EARLY + i);
      texts.add(one.asked().user());
      texts.add(one.said());
      texts.add(PAPER);
      texts.add("system\nuser\nassistant\nYou solve word problems.");
    }
    List<String> added = List.of("<|im_start|>", END_OF_TURN, "<think>", "</think>");
    BytePairTokenizer learned =
        new BytePairTrainer(VOCABULARY, LEAST_FREQUENCY, added, SplitPattern.QWEN2).train(texts);
    return new BytePairTokenizer(learned.vocabulary(), SplitPattern.QWEN2, END_OF_TURN, PADDING);
  }
}
