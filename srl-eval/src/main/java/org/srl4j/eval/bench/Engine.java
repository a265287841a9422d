package org.srl4j.eval.bench;

import java.io.IOException;

/** Something that does a case's work, ready to be timed. */
interface Engine {

  /**
   * Does the work once.
   *
   * @return a number that engines which do the same work agree on
   */
  double run() throws IOException;
}
