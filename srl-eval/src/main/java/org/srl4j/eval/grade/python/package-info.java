/**
 * The operations of Python's strings and floats by which the ported graders are defined, where
 * Java's differ: what counts as blank, digit and letter, splitting that keeps empty pieces, {@code
 * float()} and {@code math.isclose}.
 *
 * <p>To add an operation, name it as Python does and put the difference to Java's into its comment.
 */
package org.srl4j.eval.grade.python;
