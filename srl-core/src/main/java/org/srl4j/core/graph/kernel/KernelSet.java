package org.srl4j.core.graph.kernel;

import java.util.Map;
import java.util.Optional;

/** The kernels that are available, by kind. */
public interface KernelSet {

  /** The factory of a kind, if there is one. */
  Optional<KernelFactory> find(String kind);

  /** No kernels: every op runs through ND4J. */
  static KernelSet none() {
    return kind -> Optional.empty();
  }

  /** Kernels from a map. */
  static KernelSet of(Map<String, KernelFactory> factories) {
    Map<String, KernelFactory> copy = Map.copyOf(factories);
    return kind -> Optional.ofNullable(copy.get(kind));
  }

  /**
   * The Vector API kernels, or {@link #none()} when the JVM was started without {@code
   * --add-modules jdk.incubator.vector}.
   */
  static KernelSet available() {
    try {
      Class<?> type = Class.forName("org.srl4j.core.graph.kernel.vector.VectorKernels");
      return (KernelSet) type.getMethod("create").invoke(null);
    } catch (ReflectiveOperationException | LinkageError e) {
      return none();
    }
  }
}
