/**
 * The report of a comparison: one JSON file with everything, and pages rebuilt from it.
 *
 * <p>Main flow: the comparison fills a {@link org.srl4j.eval.report.ComparisonReport}; {@link
 * org.srl4j.eval.report.ReportWriter} writes {@code report.json} and from it {@code report.md},
 * {@code report.html} and the charts. Reading the JSON back and writing again gives the same pages.
 * Shares are in [0, 1] in the records and shown as percent; a figure that was not measured is
 * {@code NaN} in the records, {@code null} in JSON and a dash on the pages.
 *
 * <p>To show something new, add a field to a record (and to the schema page in the documentation,
 * with a new schema version), then a table to {@code ReportTables}: both pages show every table.
 */
package org.srl4j.eval.report;
