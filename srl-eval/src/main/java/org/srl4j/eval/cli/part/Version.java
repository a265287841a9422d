package org.srl4j.eval.cli.part;

/** What {@code --version} prints. */
public final class Version {
  /** Name and version. */
  public static final String TEXT = "srl4j 0.1.0-SNAPSHOT";

  private Version() {}
}
