/**
 * Graders of other projects, ported with their quirks so that figures can be compared: string
 * normalisation alone (hendrycks, verl-math, verl-dapo), numbers by their text (verl-gsm8k), and
 * normalisation with a little algebra (prm800k). docs/graders.md says where they differ.
 *
 * <p>Sources: hendrycks/math 985bdc1 and openai/prm800k 7ecc794 (MIT), volcengine/verl b178a3c
 * (Apache-2.0). To port another, implement {@link org.srl4j.eval.grade.Grader} here and subclass
 * its contract test.
 */
package org.srl4j.eval.grade.ported;
