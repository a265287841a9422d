package org.srl4j.core.graph.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.ops.SDLoss;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.plan.KnownFault.Direction;

/** Every row of the table: its fault is real in this ND4J version, and a plan refuses it. */
class KnownFaultsTest {
  private static final double TOLERANCE = 1e-6;

  private static final long[] MATRIX = {2, 3};
  private static final double[] SMALL = {0.1, 0.7, 0.3, 0.2, 0.5, 0.6};

  /** Elements that tie: 2 twice in the first row. */
  private static final double[] TIED = {2, 2, 0.3, 0.2, 0.5, 0.6};

  private static final long[] CUBE = {2, 2, 3};
  private static final double[] TWELVE = {1, -2, 3, 0.5, 5, -6, 7, 8, 0.9, -1, 1.1, 12};

  /** An op that shows a fault, and the same written safely; the safe form may be null. */
  private record Case(
      String op, long[] shape, double[] x, OpProbe.Definition faulty, OpProbe.Definition safe) {
    @Override
    public String toString() {
      return op;
    }
  }

  private static Case matrix(String op, OpProbe.Definition faulty, OpProbe.Definition safe) {
    return new Case(op, MATRIX, SMALL, faulty, safe);
  }

  private static Case cube(String op, OpProbe.Definition faulty, OpProbe.Definition safe) {
    return new Case(op, CUBE, TWELVE, faulty, safe);
  }

  static Stream<Case> reductions() {
    return Stream.of(
        cube("reduce_sum", (g, x) -> x.sum(true, -1), (g, x) -> x.sum(true, 2)),
        cube("reduce_mean", (g, x) -> x.mean(true, -1), (g, x) -> x.mean(true, 2)),
        cube("reduce_max", (g, x) -> x.max(true, -1), (g, x) -> x.max(true, 2)),
        cube("reduce_min", (g, x) -> x.min(true, -1), (g, x) -> x.min(true, 2)),
        cube("reduce_prod", (g, x) -> x.prod(true, -1), (g, x) -> x.prod(true, 2)),
        cube("reduce_norm1", (g, x) -> x.norm1(true, -1), (g, x) -> x.norm1(true, 2)),
        cube("reduce_norm2", (g, x) -> x.norm2(true, -1), (g, x) -> x.norm2(true, 2)),
        cube("reduce_normmax", (g, x) -> x.normmax(true, -1), (g, x) -> x.normmax(true, 2)),
        cube(
            "reduce_sqnorm",
            (g, x) -> g.sameDiff().squaredNorm(x, true, -1),
            (g, x) -> g.sameDiff().squaredNorm(x, true, 2)));
  }

  private static SDVariable ints(GraphScope g, int... values) {
    return g.sameDiff().constant(Nd4j.createFromArray(values));
  }

  private static SDVariable oneHot(GraphScope g, SDVariable ids, int size) {
    return g.sameDiff().oneHot(ids, size, -1, 1, 0, DataType.DOUBLE);
  }

  static Stream<Case> gradients() {
    return Stream.concat(losses(), others());
  }

  private static Stream<Case> others() {
    return Stream.of(
        new Case(
            "reduce_max",
            MATRIX,
            TIED,
            (g, x) -> x.max(1),
            (g, x) -> oneHot(g, g.sameDiff().argmax(x, 1), 3).mul(x).sum(1)),
        new Case(
            "reduce_min",
            MATRIX,
            TIED,
            (g, x) -> x.neg().min(1),
            (g, x) -> oneHot(g, g.sameDiff().argmin(x.neg(), 1), 3).mul(x.neg()).sum(1)),
        new Case(
            "maximum",
            MATRIX,
            SMALL,
            (g, x) -> g.sameDiff().max(x, x.mul(g.constant(1))),
            (g, x) -> x.add(g.sameDiff().nn().relu(x.mul(g.constant(1)).sub(x), 0))),
        new Case(
            "minimum",
            MATRIX,
            SMALL,
            (g, x) -> g.sameDiff().min(x, x.mul(g.constant(1))),
            (g, x) -> x.sub(g.sameDiff().nn().relu(x.sub(x.mul(g.constant(1))), 0))),
        matrix(
            "gather",
            (g, x) -> g.sameDiff().gather(x, new int[] {1, 1, 0}, 0),
            (g, x) -> g.sameDiff().mmul(oneHot(g, ints(g, 1, 1, 0), 2), x)),
        matrix(
            "gather_nd",
            (g, x) -> g.sameDiff().gatherNd(x, ints(g, 1, 2, 1, 2).reshape(2, 2)),
            (g, x) -> x.mul(oneHot(g, ints(g, 0, 2), 3)).sum(1)),
        matrix(
            "Where",
            (g, x) -> g.sameDiff().where(x, x.mul(2), x.gt(0.4)),
            (g, x) -> {
              SDVariable mask = x.gt(0.4).castTo(DataType.DOUBLE);
              return mask.mul(x).add(mask.rsub(1).mul(x.mul(2)));
            }),
        matrix(
            "clipbynorm",
            (g, x) -> g.sameDiff().clipByNorm(x, 0.5),
            (g, x) -> {
              SDVariable square = g.sameDiff().math().square(x).reshape(6).sum(0);
              return x.mul(g.constant(0.5).div(g.sameDiff().math().sqrt(square)));
            }),
        matrix(
            "cumprod",
            (g, x) -> g.sameDiff().cumprod(x, 1),
            (g, x) -> g.sameDiff().math().exp(g.sameDiff().cumsum(g.sameDiff().math().log(x), 1))),
        matrix(
            "reduce_logsumexp",
            (g, x) -> g.sameDiff().math().logSumExp(x, 1),
            (g, x) -> x.sub(g.sameDiff().nn().logSoftmax(x)).mean(1)));
  }

  /** A loss times 2: half of the gradient is missing. */
  private static Case loss(String op, LossDefinition definition) {
    return matrix(
        op,
        (g, x) -> {
          INDArray labels = Nd4j.create(new double[][] {{1, 0, 0}, {0, 1, 0}});
          SDVariable targets = g.sameDiff().constant(labels);
          return definition.apply(g.sameDiff().loss, targets, x).mul(g.constant(2));
        },
        null);
  }

  @FunctionalInterface
  private interface LossDefinition {
    SDVariable apply(SDLoss loss, SDVariable labels, SDVariable x);
  }

  private static Stream<Case> losses() {
    LossReduce sum = LossReduce.SUM;
    return Stream.of(
        loss("absolute_difference_loss", (l, y, x) -> l.absoluteDifference(y, x, null, sum)),
        loss("cosine_distance_loss", (l, y, x) -> l.cosineDistance(y, x, null, sum, 1)),
        loss("hinge_loss", (l, y, x) -> l.hingeLoss(y, x, null, sum)),
        loss("huber_loss", (l, y, x) -> l.huberLoss(y, x, null, sum, 1)),
        loss("l2_loss", (l, y, x) -> l.l2Loss(x)),
        loss("log_loss", (l, y, x) -> l.logLoss(y, x, null, sum, 1e-7)),
        loss("log_poisson_loss", (l, y, x) -> l.logPoisson(y, x, null, sum, false)),
        loss("mean_pairwssqerr_loss", (l, y, x) -> l.meanPairwiseSquaredError(y, x, null, sum)),
        loss("mean_sqerr_loss", (l, y, x) -> l.meanSquaredError(y, x, null, sum)),
        loss("sigm_cross_entropy_loss", (l, y, x) -> l.sigmoidCrossEntropy(y, x, null, sum, 0)),
        loss("softmax_cross_entropy_loss", (l, y, x) -> l.softmaxCrossEntropy(y, x, null, sum, 0)),
        matrix(
            "sparse_softmax_cross_entropy_loss_with_logits",
            (g, x) ->
                g.sameDiff().loss.sparseSoftmaxCrossEntropy(x, ints(g, 1, 2)).mul(g.constant(2)),
            (g, x) ->
                oneHot(g, ints(g, 1, 2), 3)
                    .mul(g.sameDiff().nn().logSoftmax(x))
                    .sum(1)
                    .neg()
                    .mul(g.constant(2))));
  }

  private static OpProbe probe(List<KnownFault> faults, Case c, OpProbe.Definition definition) {
    return new OpProbe(faults, c.x, c.shape, definition);
  }

  private static String fixed(Case c) {
    return "ND4J now gets " + c.op + " right: drop it from KnownFaults";
  }

  @ParameterizedTest
  @MethodSource("reductions")
  void aNegativeDimensionWithKeepDimsGivesWrongValues(Case c) {
    double[] wrong = probe(List.of(), c, c.faulty).values();
    double[] right = probe(List.of(), c, c.safe).values();
    double worst = 0;
    for (int i = 0; i < right.length; i++) {
      worst = Math.max(worst, Math.abs(wrong[i] - right[i]));
    }
    assertTrue(worst > TOLERANCE, fixed(c));
    assertRefused(c, Direction.FORWARD, () -> probe(KnownFaults.ALL, c, c.faulty).values());
    assertArrayEquals(right, probe(KnownFaults.ALL, c, c.safe).values());
  }

  @ParameterizedTest
  @MethodSource("gradients")
  void theGradientIsWrongOrThrows(Case c) {
    Optional<Double> error = Optional.empty();
    try {
      error = Optional.of(probe(List.of(), c, c.faulty).gradientError());
    } catch (RuntimeException e) {
      assertTrue(e.getMessage() != null, "no message: " + e);
    }
    assertTrue(error.isEmpty() || error.get() > TOLERANCE, fixed(c));
    OpProbe checked = probe(KnownFaults.ALL, c, c.faulty);
    assertEquals(probe(List.of(), c, c.faulty).values().length, checked.values().length);
    assertRefused(c, Direction.GRADIENT, checked::gradientError);
  }

  @ParameterizedTest
  @MethodSource("gradients")
  void theSafeFormIsAcceptedAndRight(Case c) {
    if (c.safe != null && !Set.of(TIED).contains(c.x)) {
      double error = probe(KnownFaults.ALL, c, c.safe).gradientError();
      assertTrue(error < TOLERANCE, c.op + ": error " + error);
    }
  }

  /** The op, the variable, the version and the safe form are named. */
  private static void assertRefused(
      Case c, Direction direction, org.junit.jupiter.api.function.Executable code) {
    String message = assertThrows(IllegalArgumentException.class, code).getMessage();
    String start = direction == Direction.GRADIENT ? "gradient of " : "";
    assertTrue(message.startsWith(start + c.op + " \""), message);
    KnownFault row =
        KnownFaults.ALL.stream()
            .filter(f -> f.direction() == direction && f.ops().contains(c.op))
            .findFirst()
            .orElseThrow();
    assertTrue(
        message.endsWith(row.reason() + " in ND4J 1.0.0-M2.1; write " + row.safeForm()), message);
  }

  /** Not shown by a race, which comes and goes: two threads on rows of one index. */
  @Test
  void scatterAddNeedsItsLock() {
    OpProbe.Definition unlocked =
        (g, x) -> {
          SDVariable zeros = g.sameDiff().constant(Nd4j.zeros(DataType.DOUBLE, 4, 3));
          return g.sameDiff().scatterAdd(zeros, ints(g, 1, 1), x);
        };
    OpProbe.Definition locked =
        (g, x) -> {
          SDVariable y = unlocked.apply(g, x);
          ((DynamicCustomOp) g.sameDiff().getVariableOutputOp(y.name())).addBArgument(true);
          return y;
        };
    Case c = new Case("scatter_add", MATRIX, SMALL, unlocked, locked);
    assertRefused(c, Direction.FORWARD, () -> probe(KnownFaults.ALL, c, c.faulty).values());
    // rows 0 and 1 of x are added in row 1
    assertArrayEquals(
        new double[] {0, 0, 0, 0.3, 1.2, 0.9, 0, 0, 0, 0, 0, 0},
        probe(KnownFaults.ALL, c, c.safe).values(),
        1e-12);
  }

  @Test
  void everyRowHasATest() {
    assertEquals(
        names(Direction.FORWARD),
        Stream.concat(reductions().map(Case::op), Stream.of("scatter_add"))
            .collect(Collectors.toCollection(TreeSet::new)));
    assertEquals(
        names(Direction.GRADIENT),
        gradients().map(Case::op).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static TreeSet<String> names(Direction direction) {
    return KnownFaults.ALL.stream()
        .filter(row -> row.direction() == direction)
        .flatMap(row -> row.ops().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aSideWithoutGradientMayBeCompared() {
    Case c = matrix("minimum", (g, x) -> g.sameDiff().min(x, g.constant(0.4)), null);
    assertTrue(probe(KnownFaults.ALL, c, c.faulty).gradientError() < TOLERANCE);
  }

  @Test
  void aMessageSaysWhatToWrite() {
    Case c = cube("reduce_sum", (g, x) -> x.sum("total", true, -1), null);
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> probe(KnownFaults.ALL, c, c.faulty).values());
    assertEquals(
        "reduce_sum \"total\" over a negative dimension with keepDims at rank 3 or above: the"
            + " values are wrong or the process crashes in ND4J 1.0.0-M2.1; write a dimension"
            + " counted from the front: x.sum(true, 2) for x.sum(true, -1) at rank 3",
        e.getMessage());
  }
}
