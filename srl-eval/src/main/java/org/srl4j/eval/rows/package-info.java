/**
 * Rows of files: {@link org.srl4j.eval.rows.DataRows} reads JSONL, JSON and Parquet, {@link
 * org.srl4j.eval.rows.FieldPaths} puts nested columns where a format looks for them, {@link
 * org.srl4j.eval.rows.AppendedLines} keeps lines as they come, so that a killed process loses
 * nothing that it had finished.
 */
package org.srl4j.eval.rows;
