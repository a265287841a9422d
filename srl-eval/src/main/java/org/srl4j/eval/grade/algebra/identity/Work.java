package org.srl4j.eval.grade.algebra.identity;

/** Counts the work for one pair of answers, so that every pair ends without a clock. */
public final class Work {
  private static final long LIMIT = 200_000;
  private long spent;

  /** Takes some of what is left; throws {@link UndefinedException} when nothing is. */
  void spend(long units) {
    spent += units;
    if (spent > LIMIT) {
      throw new UndefinedException("more than " + LIMIT + " units of work");
    }
  }

  /** Whether the limit was reached, so that a negative answer means nothing. */
  public boolean isExhausted() {
    return spent > LIMIT;
  }
}
