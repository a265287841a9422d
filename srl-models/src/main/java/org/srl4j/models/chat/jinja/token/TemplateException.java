package org.srl4j.models.chat.jinja.token;

/** A template that cannot be read or rendered, or that refuses the conversation itself. */
public final class TemplateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final boolean placed;

  private TemplateException(String message, boolean placed) {
    super(message);
    this.placed = placed;
  }

  /** A fault without a place, which {@link #at} gives it. */
  public TemplateException(String fault) {
    this(fault, false);
  }

  /**
   * A fault in the template's text.
   *
   * @param line from 1
   */
  public TemplateException(int line, String fault) {
    this("line " + line + ": " + fault, true);
  }

  /** What a template says itself to a conversation that it does not take. */
  public static TemplateException refusal(String message) {
    return new TemplateException(message, true);
  }

  /** The fault with its place in the template's text, unless it has one. */
  public TemplateException at(int line) {
    return placed ? this : new TemplateException(line, getMessage());
  }
}
