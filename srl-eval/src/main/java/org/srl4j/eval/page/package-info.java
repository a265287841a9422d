/**
 * Pages of any report: tables, figures, Markdown, HTML and charts in one style.
 *
 * <p>A report makes {@link org.srl4j.eval.page.Table}s with {@link org.srl4j.eval.page.Figures} and
 * puts them into a {@link org.srl4j.eval.page.MarkdownDocument} and an {@link
 * org.srl4j.eval.page.HtmlDocument}, which escape every text. Nothing here knows what is reported.
 */
package org.srl4j.eval.page;
