package org.srl4j.eval.task;

/** An endless stream of base documents with random access; implementations are thread-safe. */
@FunctionalInterface
public interface DocumentSource {

  /**
   * A document of the stream; the same index always gives the same document.
   *
   * @param index place in the stream, at least 0
   * @return text with its loss flags
   * @throws IllegalArgumentException if the index is negative
   */
  Demonstration document(long index);
}
