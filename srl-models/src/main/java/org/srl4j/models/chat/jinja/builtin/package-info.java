/**
 * What templates may call: {@link org.srl4j.models.chat.jinja.builtin.Filters}, {@link
 * org.srl4j.models.chat.jinja.builtin.Tests}, {@link org.srl4j.models.chat.jinja.builtin.Functions}
 * and the methods of strings, lists and mappings, which {@link
 * org.srl4j.models.chat.jinja.builtin.Members} finds. Each names its parameters as Jinja, Python or
 * transformers does; an argument that it does not have is an error.
 *
 * <p>To extend: put a row with the parameters into the table of its kind; what grows must be paid
 * for from the budget. The grammar of {@code RandomTemplates} in the tests gets the row too, so
 * that it is compared with Jinja itself.
 */
package org.srl4j.models.chat.jinja.builtin;
