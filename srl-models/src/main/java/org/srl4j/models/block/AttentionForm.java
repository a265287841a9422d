package org.srl4j.models.block;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How the layers of a decoder attend, as far as Hugging Face's architectures differ in it.
 *
 * @param scaling of the rotary embedding
 * @param normalised whether every head of q and k passes a norm before it is rotated (Qwen3)
 * @param window positions that a windowed layer sees, its own among them; 0 = no layer has one
 * @param windowed layers that see the window only, from 0, rising; none without a window
 * @param unrotated layers without rotary embedding (SmolLM3), from 0, rising
 */
public record AttentionForm(
    RotaryScaling scaling,
    boolean normalised,
    int window,
    List<Integer> windowed,
    List<Integer> unrotated) {

  /** Rotated as it is, and full, in every layer. */
  public static final AttentionForm PLAIN =
      new AttentionForm(RotaryScaling.NONE, false, 0, List.of(), List.of());

  /** Sorts the layers. */
  public AttentionForm {
    Objects.requireNonNull(scaling, "scaling");
    windowed = List.copyOf(new TreeSet<>(windowed));
    unrotated = List.copyOf(new TreeSet<>(unrotated));
    if (window < 0 || window == 0 && !windowed.isEmpty() || window > 0 && windowed.isEmpty()) {
      throw new IllegalArgumentException(
          "window: must be at least 1 with windowed layers and 0 without, got "
              + window
              + " and "
              + windowed);
    }
    if (Math.min(least(windowed), least(unrotated)) < 0) {
      throw new IllegalArgumentException(
          "windowed, unrotated: layers count from 0, got " + windowed + ", " + unrotated);
    }
  }

  private static int least(List<Integer> layers) {
    return layers.isEmpty() ? 0 : layers.get(0);
  }

  /** The same with a window in the first so many layers. */
  public AttentionForm withWindow(int size, int layers) {
    List<Integer> all = IntStream.range(0, layers).boxed().toList();
    return new AttentionForm(scaling, normalised, size, all, unrotated);
  }

  /** Positions that a layer sees, its own among them; 0 = all before it. */
  int windowOf(int layer) {
    return windowed.contains(layer) ? window : 0;
  }

  /** Whether a layer has a rotary embedding. */
  boolean rotates(int layer) {
    return !unrotated.contains(layer);
  }

  /** One more than the last layer that is named. */
  int layers() {
    int last = -1;
    for (List<Integer> named : List.of(windowed, unrotated)) {
      last = Math.max(last, named.isEmpty() ? -1 : named.get(named.size() - 1));
    }
    return last + 1;
  }
}
