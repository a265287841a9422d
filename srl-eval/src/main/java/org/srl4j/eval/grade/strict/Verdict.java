package org.srl4j.eval.grade.strict;

/**
 * What a comparison found.
 *
 * @param equal whether both mean the same
 * @param rule short name of the rule that decided
 */
record Verdict(boolean equal, String rule) {
  static Verdict of(boolean equal, String rule) {
    return new Verdict(equal, rule);
  }
}
