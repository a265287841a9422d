package org.srl4j.eval.bench;

import java.util.Locale;

/** An engine that is not ours. */
public enum Peer {
  /** The stock SameDiff session on the graph that our plan is compiled from. */
  SAMEDIFF,
  /** PyTorch's C++ library, through JavaCPP. */
  LIBTORCH,
  /** CPython's difflib. */
  DIFFLIB;

  /** Name in the table and in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The label, for the command line. */
  @Override
  public String toString() {
    return label();
  }
}
