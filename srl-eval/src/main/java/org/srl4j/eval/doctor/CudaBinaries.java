package org.srl4j.eval.doctor;

import java.util.List;

/**
 * The machine code in {@code nd4j-cuda-11.6:1.0.0-M2.1}: for the compute capabilities below and
 * without PTX, which a driver could translate for newer devices. Code for X.y runs on X.z where z
 * is at least y (CUDA C++ programming guide, binary compatibility).
 */
public final class CudaBinaries {
  /** Capabilities there is code for, major times 10 plus minor. */
  private static final List<Integer> BUILT_FOR = List.of(37, 50, 52, 60, 61, 70, 75, 80, 86);

  private static final String INSTEAD =
      "use the CPU backend (the default build), or a GPU of compute capability 7.0 to 8.9 (Volta"
          + " to Ada) with -Pcuda";

  private CudaBinaries() {}

  /** Whether a device can run them. */
  public static boolean runOn(int major, int minor) {
    return BUILT_FOR.stream().anyMatch(code -> code / 10 == major && code % 10 <= minor);
  }

  /**
   * A sentence about a device.
   *
   * @param capability as the driver writes it, for example 9.0
   */
  public static String verdict(String capability) {
    String[] parts = capability.strip().split("\\.");
    int major;
    int minor;
    try {
      major = Integer.parseInt(parts[0]);
      minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    } catch (NumberFormatException e) {
      return "unknown compute capability " + capability + ": " + INSTEAD;
    }
    if (runOn(major, minor)) {
      return "can run nd4j-cuda-11.6: build with -Pcuda";
    }
    String why =
        major >= 9
            ? "Hopper and newer need code that these binaries do not have, nor PTX to make it from"
            : "they hold no code for it";
    return "cannot run nd4j-cuda-11.6 (code for 3.7 to 8.6, no PTX): " + why + "; " + INSTEAD;
  }
}
