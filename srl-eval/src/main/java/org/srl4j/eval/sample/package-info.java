/**
 * Responses of a policy to a benchmark, kept as they come.
 *
 * <p>Flow: {@link org.srl4j.eval.sample.SampleFolder} opens a folder and, when resuming, refuses
 * other settings and reads what is there; {@link org.srl4j.eval.sample.Sampler} draws what is
 * missing and appends it a batch at a time. A {@link org.srl4j.eval.sample.Sample} depends on
 * parameters, prompt, settings and its own seed alone, so an interrupted run and one in one piece
 * keep the same samples.
 *
 * <p>Nothing here grades. A new way of asking is an {@link org.srl4j.eval.ask.PromptForm}.
 */
package org.srl4j.eval.sample;
