package org.srl4j.core.graph.kernel;

/**
 * The JDK's Vector API, loaded when it is first needed.
 *
 * <p>The option {@code --add-modules jdk.incubator.vector} loads it at the start, and the JDK then
 * prints a warning in every process. Where a process was started with {@code --add-exports
 * java.base/jdk.internal.module=ALL-UNNAMED} instead, as by {@code ./srl}, the JDK's own way of
 * loading a module later is used, which is silent and gives the same module and speed.
 */
final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";
  private static final String LOADER = "jdk.internal.module";

  private VectorModule() {}

  /**
   * Loads the module unless it is there; nothing happens where the process was not started for it.
   *
   * @throws IllegalStateException if this JDK has no such way, or no such module
   */
  static synchronized void load() {
    boolean there = ModuleLayer.boot().findModule(NAME).isPresent();
    if (there || !Object.class.getModule().isExported(LOADER, VectorModule.class.getModule())) {
      return;
    }
    try {
      Class.forName(LOADER + ".Modules").getMethod("loadModule", String.class).invoke(null, NAME);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "This JDK ("
              + System.getProperty("java.version")
              + ") does not load "
              + NAME
              + " when asked; set SRL_JAVA_OPTS='--add-modules "
              + NAME
              + "'",
          e);
    }
  }
}
