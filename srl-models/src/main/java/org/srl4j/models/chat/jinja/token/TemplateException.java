package org.srl4j.models.chat.jinja.token;

/** A template that cannot be read or rendered, or that refuses the conversation itself. */
public final class TemplateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** A fault without a place. */
  public TemplateException(String fault) {
    super(fault);
  }

  /**
   * A fault in the template's text.
   *
   * @param line from 1
   */
  public TemplateException(int line, String fault) {
    super("line " + line + ": " + fault);
  }
}
