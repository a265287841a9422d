package org.srl4j.models.chat.jinja;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What Jinja does with a variable that the template sets at its top: a loop, macro or other scope
 * that reads it before finds nothing, even where the conversation has such a variable, unless the
 * top read it first.
 */
final class TopNames {
  private final Set<String> known = new TreeSet<>();
  private final Set<String> readInside = new TreeSet<>();
  private final Set<String> hidden = new TreeSet<>();
  private int scopes;
  private int branches;

  /** Reads what makes a scope of its own. */
  <T> T inside(Supplier<T> reading) {
    scopes++;
    T read = reading.get();
    scopes--;
    return read;
  }

  /** Reads what may not be run. */
  <T> T branch(Supplier<T> reading) {
    branches++;
    T read = reading.get();
    branches--;
    return read;
  }

  /** A variable is read. */
  void read(String name) {
    if (scopes == 0) {
      known.add(name);
    } else if (!known.contains(name)) {
      readInside.add(name);
    }
  }

  /** A variable is set. */
  void set(String name) {
    if (scopes == 0 && known.add(name) && branches == 0 && readInside.contains(name)) {
      hidden.add(name);
    }
  }

  /** Those that are undefined until the template sets them. */
  Set<String> hidden() {
    return Set.copyOf(hidden);
  }
}
