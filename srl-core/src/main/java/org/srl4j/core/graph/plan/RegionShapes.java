package org.srl4j.core.graph.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.core.graph.Region;

/**
 * Axes of the operands of regions that kernels stand in for: one letter an axis, the same letter
 * the same size, {@code *} any leading axes, {@code =} the shape of the first operand.
 */
final class RegionShapes {
  private static final Map<String, List<String>> AXES =
      Map.of(
          "rms_norm", List.of("*C", "C"),
          "swiglu", List.of("*", "="),
          "embedding", List.of("*", "VC"),
          "log_softmax", List.of("NV"),
          "token_log_prob", List.of("NC", "CV", "N"),
          "token_log_prob transposed", List.of("NC", "VC", "N"));

  private final String label;
  private final Map<Character, Value> owners = new HashMap<>();
  private final Map<Character, Long> sizes = new HashMap<>();

  private RegionShapes(String label) {
    this.label = label;
  }

  /** Checks a region's operands before a kernel reads them; says nothing of unknown kinds. */
  static void check(Region region, List<Value> operands) {
    boolean transposed = region.attributes().getOrDefault("transposed", 0.0) != 0;
    List<String> axes = AXES.get(region.kind() + (transposed ? " transposed" : ""));
    if (axes == null) {
      return;
    }
    String label = region.kind() + " \"" + region.outputs().get(0).name() + "\"";
    if (operands.size() < axes.size()) {
      throw new IllegalArgumentException(
          label + ": needs " + axes.size() + " operands " + axes + ", got " + operands);
    }
    RegionShapes shapes = new RegionShapes(label);
    for (int i = 0; i < axes.size(); i++) {
      shapes.operand(axes.get(i), operands.get(i), operands.get(0));
    }
  }

  private void operand(String axes, Value value, Value first) {
    if (axes.equals("=")) {
      if (!Arrays.equals(value.shape, first.shape)) {
        throw new IllegalArgumentException(
            label + ": shapes of " + first + " and " + value + " must be equal");
      }
      return;
    }
    boolean open = axes.startsWith("*");
    String letters = open ? axes.substring(1) : axes;
    int skipped = value.shape.length - letters.length();
    if (skipped < 0 || (!open && skipped > 0)) {
      throw new IllegalArgumentException(
          label + ": " + value + " must have " + letters.length() + " axes, " + letters);
    }
    for (int i = 0; i < letters.length(); i++) {
      axis(letters.charAt(i), value, skipped + i);
    }
  }

  private void axis(char letter, Value value, int axis) {
    long size = value.shape[axis];
    Long known = sizes.putIfAbsent(letter, size);
    Value owner = owners.putIfAbsent(letter, value);
    if (known != null && known != size) {
      throw new IllegalArgumentException(
          String.format(
              "%s: shapes of %s and %s do not fit: axis %s has %d in %s, but axis %d of %s has %d",
              label, owner, value, letter, known, owner.name, axis, value.name, size));
    }
  }
}
