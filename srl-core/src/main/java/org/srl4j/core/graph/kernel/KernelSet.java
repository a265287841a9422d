package org.srl4j.core.graph.kernel;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kernels that are available, by kind. */
public interface KernelSet {
  /** System property that switches kernels off. */
  String SWITCH = "srl4j.kernels";

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
   * The Vector API kernels, or {@link #none()} when the JVM was started neither by {@code ./srl}
   * nor with {@code --add-modules jdk.incubator.vector}. The system property {@value #SWITCH}
   * leaves some out: {@code none}, or kinds with a minus, {@code -swiglu,-rotary}.
   */
  static KernelSet available() {
    VectorModule.load();
    KernelSet all;
    try {
      Class<?> type = Class.forName("org.srl4j.core.graph.kernel.vector.VectorKernels");
      all = (KernelSet) type.getMethod("create").invoke(null);
    } catch (ReflectiveOperationException | LinkageError e) {
      return none();
    }
    return all.without(System.getProperty(SWITCH, ""));
  }

  /**
   * The same without some kernels; what they stand for runs through ND4J.
   *
   * @param setting {@code none}, or kinds with a minus, separated by commas; blank = all stay
   * @throws IllegalArgumentException if a kind is unknown or has no minus
   */
  default KernelSet without(String setting) {
    if (setting.strip().equals("none")) {
      return none();
    }
    Set<String> off = new HashSet<>();
    for (String part : setting.isBlank() ? new String[0] : setting.split(",")) {
      String entry = part.strip();
      String kind = entry.startsWith("-") ? entry.substring(1) : "";
      if (find(kind).isEmpty()) {
        throw new IllegalArgumentException(
            SWITCH
                + ": must be none, or kinds of kernels with a minus as in -swiglu,-rotary; got "
                + entry
                + " in "
                + setting);
      }
      off.add(kind);
      off.add(kind + "_grad");
    }
    return kind -> off.contains(kind) ? Optional.empty() : find(kind);
  }
}
