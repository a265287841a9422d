package org.srl4j.eval.grade;

import java.util.Objects;
import java.util.Optional;

/**
 * What a grader says of one pair.
 *
 * @param equivalent whether the answer means the same as the gold answer
 * @param unparsable whether there was nothing that could be compared: no answer found, or a text
 *     that the grader cannot read; never together with {@code equivalent}, and not the same as
 *     wrong
 * @param extracted the answer that was compared, as the grader understood it; empty if none was
 *     found
 * @param rule short stable name of the rule that decided, e.g. {@code number}
 */
public record Grade(
    boolean equivalent, boolean unparsable, Optional<String> extracted, String rule) {

  /** Rejects a grade that is both equivalent and unparsable. */
  public Grade {
    Objects.requireNonNull(extracted, "extracted");
    Objects.requireNonNull(rule, "rule");
    if (equivalent && unparsable) {
      throw new IllegalArgumentException(
          "equivalent, unparsable: only one of them can hold, rule " + rule);
    }
  }

  /** A comparison that was made. */
  public static Grade of(boolean equivalent, String extracted, String rule) {
    return new Grade(equivalent, false, Optional.of(extracted), rule);
  }

  /** No comparison was possible. */
  public static Grade unparsable(Optional<String> extracted, String rule) {
    return new Grade(false, true, extracted, rule);
  }
}
