package org.srl4j.core.graph.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseReduceOp;
import org.nd4j.linalg.api.ops.CustomOp;
import org.srl4j.core.graph.plan.KnownFault.Direction;
import org.srl4j.core.graph.plan.KnownFault.Use;

/**
 * Ops that a plan refuses, as data. Every row was seen to fail in {@link #VERSION} and has a test
 * that fails once a newer ND4J is right; two faults are only refused there: the crash of a
 * dimension -2 and the race of an unlocked {@code scatter_add}. Ops that only the stock session
 * gets wrong, because it clones them for the gradient, are not here: biased variance, {@code
 * cumsum}, {@code logSoftmax(x, dimension)}.
 */
final class KnownFaults {
  /** The version that the rows speak of. */
  static final String VERSION = "1.0.0-M2.1";

  private static final Predicate<Use> ALWAYS = use -> true;

  static final List<KnownFault> ALL =
      List.of(
          new KnownFault(
              Set.of(
                  "reduce_sum",
                  "reduce_mean",
                  "reduce_max",
                  "reduce_min",
                  "reduce_prod",
                  "reduce_norm1",
                  "reduce_norm2",
                  "reduce_normmax",
                  "reduce_sqnorm"),
              Direction.FORWARD,
              "over a negative dimension with keepDims at rank 3 or above",
              KnownFaults::keepsNegativeDimension,
              "the values are wrong or the process crashes",
              "a dimension counted from the front: x.sum(true, 2) for x.sum(true, -1) at rank 3"),
          new KnownFault(
              Set.of("reduce_max", "reduce_min"),
              Direction.GRADIENT,
              "",
              ALWAYS,
              "every element that ties for the extreme gets the whole gradient",
              "oneHot(argmax(x, 1), size).mul(x).sum(1) for x.max(1)"),
          new KnownFault(
              Set.of("maximum", "minimum"),
              Direction.GRADIENT,
              "where both sides carry a gradient",
              use -> use.inputs().stream().allMatch(v -> v.needsGradient),
              "equal elements pass the whole gradient to both sides",
              "a.add(relu(b.sub(a), 0)) for max(a, b), a.sub(relu(a.sub(b), 0)) for min(a, b)"),
          new KnownFault(
              Set.of("gather"),
              Direction.GRADIENT,
              "",
              ALWAYS,
              "it is a control-flow loop that throws, or counts repeated indices once",
              "mmul(oneHot(indices, rows), table)"),
          new KnownFault(
              Set.of("gather_nd"),
              Direction.GRADIENT,
              "",
              ALWAYS,
              "there is none",
              "a product with a one-hot mask, then a sum"),
          new KnownFault(
              Set.of("Where"),
              Direction.GRADIENT,
              "",
              ALWAYS,
              "there is none",
              "mask.mul(a).add(mask.rsub(1).mul(b)), mask = condition cast to the graph's type"),
          new KnownFault(
              Set.of("clipbynorm"),
              Direction.GRADIENT,
              "",
              ALWAYS,
              "it is wrong where the norm is clipped",
              "x.mul(limit / norm) with the norm by ops: norm = sqrt(square(x).sum())"),
          new KnownFault(
              Set.of("cumprod"),
              Direction.GRADIENT,
              "",
              ALWAYS,
              "it is wrong",
              "exp(cumsum(log(x))) for positive x"),
          new KnownFault(
              Set.of("reduce_logsumexp"),
              Direction.GRADIENT,
              "",
              ALWAYS,
              "it throws",
              "x.sub(logSoftmax(x)).mean(1) for logSumExp(x, 1)"),
          new KnownFault(
              Set.of(
                  "absolute_difference_loss",
                  "cosine_distance_loss",
                  "hinge_loss",
                  "huber_loss",
                  "l2_loss",
                  "log_loss",
                  "log_poisson_loss",
                  "mean_pairwssqerr_loss",
                  "mean_sqerr_loss",
                  "sigm_cross_entropy_loss",
                  "softmax_cross_entropy_loss",
                  "sparse_softmax_cross_entropy_loss_with_logits"),
              Direction.GRADIENT,
              "",
              ALWAYS,
              "it ignores the upstream gradient, so that masks, weights and factors do nothing",
              "the loss with plain ops, e.g. oneHot.mul(logSoftmax(logits)).sum(1).neg().mul(mask)"),
          new KnownFault(
              Set.of("scatter_add"),
              Direction.FORWARD,
              "without its lock",
              use -> !hasFlag(use),
              "two threads lose updates of repeated indices",
              "mmul(oneHot(indices, rows), updates) with transposed one-hot, or set the op's boolean"
                  + " argument 0 (its lock) to true"));

  private KnownFaults() {}

  private static boolean keepsNegativeDimension(Use use) {
    if (!(use.function() instanceof BaseReduceOp op)
        || !op.isKeepDims()
        || use.inputs().get(0).shape.length < 3) {
      return false;
    }
    boolean byArgument = use.inputs().size() == 2;
    INDArray dimensions = byArgument ? use.inputs().get(1).array() : op.dimensions();
    return dimensions != null
        && !dimensions.isEmpty()
        && Arrays.stream(dimensions.toIntVector()).anyMatch(d -> d < 0);
  }

  private static boolean hasFlag(Use use) {
    boolean[] flags = ((CustomOp) use.function()).bArgs();
    return flags != null && flags.length > 0 && flags[0];
  }
}
