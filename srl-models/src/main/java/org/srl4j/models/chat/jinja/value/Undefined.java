package org.srl4j.models.chat.jinja.value;

/**
 * A variable or field that is not there: prints as nothing, is false and empty; anything else done
 * with it is an error, so that a prompt never silently lacks a part.
 *
 * @param name as the template has it
 */
public record Undefined(String name) {}
