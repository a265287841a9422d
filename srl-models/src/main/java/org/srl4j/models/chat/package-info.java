/**
 * Conversations as the text that a model was trained on: {@link org.srl4j.models.chat.ChatTemplate}
 * reads the template of a model's folder and renders a {@link org.srl4j.models.chat.Conversation}
 * with the date and variables of {@link org.srl4j.models.chat.ChatSettings}. The tokenizer then
 * finds the special tokens in that text.
 */
package org.srl4j.models.chat;
