/**
 * What sympy 1.14 says of two answers, as far as the ported graders ask it: its LaTeX grammar, its
 * expression grammar, and equality.
 *
 * <p>Flow: {@link org.srl4j.eval.grade.sympy.SymbolicEquality} reads both texts with LatexReader or
 * PythonReader into an Expr and evaluates both at random complex points (Evaluation) in place of
 * {@code simplify}. The readers keep sympy's quirks: the longest beginning that can be read is read
 * ({@code 1,2,3} is 1), {@code \pi} is an unknown like any other, {@code p(1-p)} is a function p.
 * Not reproduced: sums, products, limits, integrals, derivatives and matrices inside expressions,
 * which stay texts here.
 *
 * <p>To add a function, give it a name in LatexReader or PythonReader and a value in Functions.
 */
package org.srl4j.eval.grade.sympy;
