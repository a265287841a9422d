package org.srl4j.eval.swe.run.judge;

/** What every stand-in is, but for enums: an object of the candidate's process. */
public interface Remote {

  /** Its number there, from 1. */
  int srl4jNumber();
}
