package org.srl4j.core.prepare;

import java.util.Locale;

/** Which solutions have steps. Each takes what the ones before it take. */
public enum Outline {
  /** Lists {@code 1. **Title**: text}, the form that the paper names; what has none is dropped. */
  TITLED,
  /** Also lists {@code 1. text}. */
  NUMBERED,
  /** Also any other solution: its paragraphs, divided by blank lines, are its steps. */
  PARAGRAPHS;

  /** The name on the command line and in settings. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
