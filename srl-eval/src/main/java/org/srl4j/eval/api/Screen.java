package org.srl4j.eval.api;

import java.util.Optional;
import java.util.ServiceLoader;

/** Where progress appears while a cell runs. The notebooks' kernel provides one. */
public interface Screen {

  /**
   * Shows something in the running cell.
   *
   * @return a handle for {@link #update}
   */
  String show(Shown what);

  /**
   * Replaces what was shown, in place.
   *
   * @param handle from {@link #show}
   */
  void update(String handle, Shown what);

  /** The screen of this process; empty outside notebooks. */
  static Optional<Screen> find() {
    return ServiceLoader.load(Screen.class).findFirst();
  }
}
