package org.srl4j.models.lora;

import java.util.List;
import java.util.stream.Stream;

/**
 * A low-rank adapter (Hu et al., arXiv:2106.09685): W x becomes W x + scale B A x with W frozen.
 *
 * @param rank r, rows of A and columns of B, at least 1
 * @param alpha numerator of the scale, above 0
 * @param dropout share of x's elements that A does not see in training, in [0, 1)
 * @param targetModules the linear layers that are adapted: names from {@link #MODULES}, which stand
 *     for the layer of this name in every block; {@value #ALL_LINEAR}, which stands for all of
 *     them; or paths of single layers, such as {@code model.layers.0.self_attn.q_proj}
 * @param useRslora whether the scale is alpha / sqrt(r) (Kalajdzievski, arXiv:2312.03732, section
 *     3) instead of alpha / r
 */
public record LoraConfig(
    int rank, double alpha, double dropout, List<String> targetModules, boolean useRslora) {
  /** All linear layers of a decoder block, in the order of the graph; the head is none of them. */
  public static final List<String> MODULES =
      List.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

  /** Stands for all of {@link #MODULES}. */
  public static final String ALL_LINEAR = "all-linear";

  /** Checks ranges and names; the modules are put into one order, so that equal means the same. */
  public LoraConfig {
    if (rank < 1) {
      throw new IllegalArgumentException("rank: must be at least 1, got " + rank);
    }
    if (!(alpha > 0 && Double.isFinite(alpha))) {
      throw new IllegalArgumentException("alpha: must be above 0, got " + alpha);
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout: must be in [0, 1), got " + dropout);
    }
    targetModules = canonical(targetModules);
  }

  private static List<String> canonical(List<String> names) {
    for (String name : names) {
      String last = name.substring(name.lastIndexOf('.') + 1);
      if (!MODULES.contains(last) && !name.equals(ALL_LINEAR)) {
        throw new IllegalArgumentException(
            "targetModules: no linear layer "
                + name
                + "; there are "
                + MODULES
                + ", or all-linear");
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "targetModules: names no layer, so nothing would be trained; choose from " + MODULES);
    }
    boolean all = names.contains(ALL_LINEAR);
    Stream<String> everywhere = MODULES.stream().filter(name -> all || names.contains(name));
    Stream<String> single = names.stream().filter(name -> name.contains(".")).distinct().sorted();
    return Stream.concat(everywhere, single.filter(path -> !all)).toList();
  }

  /**
   * Whether a linear layer is adapted.
   *
   * @param path its name with those of all scopes around it
   */
  public boolean adapts(String path) {
    String last = path.substring(path.lastIndexOf('.') + 1);
    return targetModules.contains(last) || targetModules.contains(path);
  }

  /** Rank 8, alpha 16, no dropout, all linear layers, scale alpha / r. */
  public static LoraConfig defaults() {
    return new LoraConfig(8, 16, 0, List.of(ALL_LINEAR), false);
  }

  /** What B A x is multiplied by. */
  public double scale() {
    return alpha / (useRslora ? Math.sqrt(rank) : rank);
  }
}
