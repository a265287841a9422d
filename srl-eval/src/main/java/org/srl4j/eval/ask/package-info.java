/**
 * The one way of asking: words, and the form that a model wants them in.
 *
 * <p>Flow: {@link org.srl4j.core.prepare.PromptTemplate} (steps and solutions of trajectories) or a
 * benchmark's prompt says what is asked as {@link org.srl4j.core.prepare.PromptParts}; {@link
 * org.srl4j.eval.ask.PromptForm} makes the model's text of them, through its chat template if it
 * has one. {@link org.srl4j.eval.ask.Asking} is both. Training, validation, tests, benchmarks and
 * {@code srl show} all come through here.
 */
package org.srl4j.eval.ask;
