package org.srl4j.eval.task;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A text to imitate: prompt, then what should follow it. Whoever tokenises it appends the
 * end-of-sequence token, which counts in the loss.
 *
 * @param id unique within its source
 * @param segments in reading order; at least one counts
 */
public record Demonstration(String id, List<TextSegment> segments) {

  /** Copies the segments and rejects a text of which nothing counts. */
  public Demonstration {
    Objects.requireNonNull(id, "id");
    segments = List.copyOf(segments);
    if (segments.stream().noneMatch(TextSegment::counted)) {
      throw new IllegalArgumentException("segments: demonstration " + id + " has none that counts");
    }
  }

  /** The whole text. */
  public String text() {
    return segments.stream().map(TextSegment::text).collect(Collectors.joining());
  }
}
