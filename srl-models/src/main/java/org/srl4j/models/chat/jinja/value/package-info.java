/**
 * Python's values as far as templates see them: null is {@code None}; Boolean, Long, Double,
 * String, List and Map are what they look like; {@link org.srl4j.models.chat.jinja.value.Undefined}
 * is a variable that is not there. Nothing else of Java can be reached, and everything that grows
 * is paid for from a {@link org.srl4j.models.chat.jinja.value.Budget}.
 */
package org.srl4j.models.chat.jinja.value;
