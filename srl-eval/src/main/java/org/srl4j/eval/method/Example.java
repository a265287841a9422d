package org.srl4j.eval.method;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.srl4j.eval.task.TextSegment;

/**
 * One thing that a method learns from, before any token of it is spent.
 *
 * @param id of the row or step
 * @param text what the policy is given, and what it imitates (the segments that count)
 * @param reference what completions are scored against; empty where the text is imitated
 */
public record Example(String id, List<TextSegment> text, Optional<String> reference) {

  /** Copies the segments. */
  public Example {
    Objects.requireNonNull(id, "id");
    text = List.copyOf(text);
    Objects.requireNonNull(reference, "reference");
  }
}
