package org.srl4j.models.chat.jinja;

/** What has a value. */
@FunctionalInterface
interface Expression {
  Object value(Frame frame);
}
