package org.srl4j.eval.config;

/**
 * A component type that reads and writes itself. Beside this method it has a static {@code read}
 * that takes a {@link Tree}, the dotted key where it stands, and the value that stands there
 * without it, and returns the type.
 */
public interface Written {

  /**
   * The value as single values, lists and maps, in a form that {@code read} takes.
   *
   * @return never null
   */
  Object written();

  /** Whether a key that is written beside this component belongs into it; for messages. */
  default boolean holds(String key) {
    return false;
  }
}
