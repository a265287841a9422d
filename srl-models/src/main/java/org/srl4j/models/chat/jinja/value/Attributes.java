package org.srl4j.models.chat.jinja.value;

/** A value with named parts that is no mapping: a namespace, the state of a loop. */
public interface Attributes {
  /** A part, or {@link Undefined}. */
  Object field(String name);
}
