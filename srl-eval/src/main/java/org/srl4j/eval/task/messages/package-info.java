/**
 * Supervised fine-tuning on conversations as they are published: rows of {@code messages}, of
 * {@code prompt} and {@code completion}, or of {@code text}.
 *
 * <p>Flow: {@link org.srl4j.eval.task.messages.MessageRows} reads a file; {@link
 * org.srl4j.eval.task.messages.ChatText} makes demonstrations of conversations, with the
 * assistant's turns counted in the loss; {@link org.srl4j.eval.task.messages.MessagesTask} is the
 * task that a method imitates. It has no problems, so nothing can be rewarded or tested on it.
 */
package org.srl4j.eval.task.messages;
