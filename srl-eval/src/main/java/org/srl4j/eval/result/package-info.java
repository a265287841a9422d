/**
 * From kept samples to figures, and from figures to comparisons.
 *
 * <p>Flow: {@link org.srl4j.eval.result.Grading} grades samples; {@link
 * org.srl4j.eval.result.EvaluationAssembly} makes an {@link org.srl4j.eval.result.EvaluationReport}
 * of them; {@link org.srl4j.eval.result.EvaluationFiles} writes {@code report.json} and from it the
 * pages. {@link org.srl4j.eval.result.ReportSet} sets several reports side by side with paired
 * tests, {@link org.srl4j.eval.result.PaperCells} sets them beside the paper's table 1.
 *
 * <p>To add a figure: compute it in {@code eval.metric}, add it to the report's record (and raise
 * its schema version) and to {@code EvaluationTables}.
 */
package org.srl4j.eval.result;
