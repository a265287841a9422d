/**
 * Decides whether two expressions are the same number or the same function.
 *
 * <p>Main flow of {@link org.srl4j.eval.grade.algebra.identity.Identity}: exact rational values
 * where there are some; else both sides at the same random points modulo a prime of 127 bits, where
 * equal residues prove identity but for a chance below 1e-30; else both sides at seeded points with
 * 50 digits and a bound on the rounding error. The three ways share one walk over the tree, {@link
 * org.srl4j.eval.grade.algebra.identity.Evaluation}, and differ in their {@link
 * org.srl4j.eval.grade.algebra.identity.Arithmetic}. Work is bounded by counting.
 *
 * <p>To add a function, add its name to the table of the reader and its value to {@link
 * org.srl4j.eval.grade.algebra.identity.RealFunctions}.
 */
package org.srl4j.eval.grade.algebra.identity;
