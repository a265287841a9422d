/**
 * What a mathematical answer says, as an immutable tree that is not simplified: {@link
 * org.srl4j.eval.grade.algebra.Expression}, and its units of measurement.
 *
 * <p>Trees are made by {@link org.srl4j.eval.grade.algebra.reader} and compared by {@link
 * org.srl4j.eval.grade.algebra.identity}. For a new kind of meaning add a record; the compiler
 * names the places that must know it. Units are rows of a table.
 */
package org.srl4j.eval.grade.algebra;
