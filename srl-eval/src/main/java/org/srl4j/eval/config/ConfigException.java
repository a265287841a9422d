package org.srl4j.eval.config;

/**
 * A setting is unknown, doubled, of the wrong kind or out of range. The message names the place
 * (file, line and column, or the override), the key, the value and what is allowed.
 */
public final class ConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * A fault with its place.
   *
   * @param place file, line and column, or the override as typed
   * @param fault key, value and what is allowed
   */
  public ConfigException(String place, String fault) {
    super(place + ": " + fault);
  }

  /**
   * A fault with its place and cause.
   *
   * @param place file, line and column, or the override as typed
   * @param fault key, value and what is allowed
   * @param cause what the parser or the record's constructor threw
   */
  public ConfigException(String place, String fault, Throwable cause) {
    super(place + ": " + fault, cause);
  }
}
