/**
 * Which problems a policy solves: {@link org.srl4j.eval.difficulty.DifficultyAnalysis} fits a
 * Tribuo model to problem features and the verdicts of a report, and says how well it predicts
 * problems that it has not seen.
 *
 * <p>A new feature is a line in {@code ProblemFeatures}.
 */
package org.srl4j.eval.difficulty;
