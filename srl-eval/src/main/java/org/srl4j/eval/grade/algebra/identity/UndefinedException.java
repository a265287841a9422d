package org.srl4j.eval.grade.algebra.identity;

/** There is no value here: division by zero, a logarithm of zero, or too much work. */
final class UndefinedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UndefinedException(String message) {
    super(message, null, false, false);
  }
}
