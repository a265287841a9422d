package org.srl4j.eval.compare.graph;

import java.util.concurrent.CompletableFuture;

/**
 * Where trainings and tests are done: threads of this process, or a cluster. The same order gives
 * the same files, but for times, in every workplace.
 */
public interface Workplace {

  /** How work ended that did not fail. */
  enum Ended {
    /** The order's target is there. */
    DONE,
    /** It was asked to stop; what was done is kept, and the same order goes on with it. */
    STOPPED
  }

  /**
   * Does a piece of work, now or when there is room. If an earlier attempt left something it goes
   * on with it.
   *
   * @return completes exceptionally with the fault if it fails; the target is then not there
   */
  CompletableFuture<Ended> work(Order order);
}
