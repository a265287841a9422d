package org.srl4j.eval.cli.swe;

import java.io.PrintWriter;
import org.srl4j.eval.sandbox.Containment;
import picocli.CommandLine.Option;

/** Whether programs of a policy run where nothing keeps them from the user's files. */
final class UncontainedOption {
  static final String NAME = "--uncontained";

  @Option(
      names = NAME,
      description =
          "Run what a policy wrote even where this system cannot keep it from your files: with all"
              + " rights of this user. See srl doctor.")
  private boolean uncontained;

  boolean given() {
    return uncontained;
  }

  /**
   * What this system offers; says what holds programs, and what is not kept.
   *
   * @throws IllegalArgumentException if nothing keeps programs from the user's files, and the user
   *     has not said that they may run so
   */
  Containment require(PrintWriter err) {
    return require(Containment.ofThisSystem(), err);
  }

  Containment require(Containment containment, PrintWriter err) {
    if (!containment.contains() && !uncontained) {
      throw new IllegalArgumentException(
          "this system cannot keep a policy's programs from your files, so they are not run: "
              + String.join("; ", containment.gaps())
              + "; or give "
              + NAME
              + " to run them with all rights of this user");
    }
    err.println("contained by: " + containment.reach().by());
    containment.gaps().forEach(gap -> err.println("not contained: " + gap));
    return containment;
  }
}
