package org.srl4j.core.agent;

import java.util.Locale;

/** A text that is no well-formed tool call. The fault says which rule was broken, for metrics. */
public final class MalformedToolCallException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final Fault fault;

  /** The rules, in the order in which they are tried. */
  public enum Fault {
    /** No {@code <function=...>} at all. */
    MISSING_CALL,
    /** A call without its end. */
    UNCLOSED_CALL,
    /** More than one call. */
    SEVERAL_CALLS,
    /** Something other than white space stands before or after the call. */
    TEXT_AROUND_CALL,
    /** Inside the call stands something that is no parameter, or a parameter without its end. */
    MALFORMED_PARAMETER,
    /** A parameter is given twice. */
    REPEATED_PARAMETER,
    /** No tool of this name. */
    UNKNOWN_TOOL,
    /** The tool has no such parameter. */
    UNKNOWN_PARAMETER,
    /** A parameter that the tool needs is not there. */
    MISSING_PARAMETER,
    /** A value is not of the form that the parameter takes. */
    BAD_VALUE;

    /** Stable lower-case word for metrics, e.g. {@code unknown_tool}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An error.
   *
   * @param fault the broken rule
   * @param message what is wrong and what is allowed
   */
  public MalformedToolCallException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /** The broken rule. */
  public Fault fault() {
    return fault;
  }
}
