package org.srl4j.core.objective;

import java.util.List;

/**
 * A loss or a gradient is not a number or infinite. The parameters are those before the update, so
 * they can still be saved.
 */
public final class NotFiniteException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final transient List<Integer> sequences;

  /**
   * Names the fault.
   *
   * @param what which value, of which tensor
   * @param sequences positions in the batch of the sequences it comes from; all if it is not known
   *     which
   */
  public NotFiniteException(String what, List<Integer> sequences) {
    super(what);
    this.sequences = List.copyOf(sequences);
  }

  /** Positions in the batch of the sequences that the value comes from. */
  public List<Integer> sequences() {
    return sequences;
  }
}
