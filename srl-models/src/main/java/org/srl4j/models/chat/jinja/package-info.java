/**
 * The part of Jinja that chat templates use, as transformers runs it: {@link
 * org.srl4j.models.chat.jinja.JinjaTemplate} reads a template once and renders it for many
 * conversations. Parsers turn tokens straight into {@link org.srl4j.models.chat.jinja.Expression}s
 * and {@link org.srl4j.models.chat.jinja.Statement}s that evaluate themselves in a {@link
 * org.srl4j.models.chat.jinja.Frame}.
 *
 * <p>To extend: a filter is a case in {@code Filters}, a test in {@code Tests}, a method in {@code
 * Methods}; what grows must be paid for from the budget, and the golden file of the test, made by
 * Jinja itself, gets a row.
 */
package org.srl4j.models.chat.jinja;
