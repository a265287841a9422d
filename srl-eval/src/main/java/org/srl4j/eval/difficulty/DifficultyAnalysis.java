package org.srl4j.eval.difficulty;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.srl4j.eval.result.EvaluationReport;
import org.srl4j.eval.result.ProblemResult;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.evaluation.CrossValidation;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Which features of a problem predict that a policy solves it: a Tribuo model, cross-validated.
 *
 * <p>A problem is solved when its greedy response is right, or without one when at least half of
 * its samples are. Features are standardised over all problems. Prediction is no explanation, and
 * with 30 problems it shows little; the majority's accuracy stands beside it.
 *
 * @param model what is fitted
 * @param folds of the cross-validation, at least 2
 * @param seed of folds and fitting
 */
public record DifficultyAnalysis(Kind model, int folds, long seed) {
  private static final int EPOCHS = 50;
  private static final double RATE = 0.3;
  private static final int DEPTH = 4;
  private static final LabelFactory LABELS = new LabelFactory();
  private static final Label SOLVED = new Label("solved");
  private static final Label UNSOLVED = new Label("unsolved");

  /** Kept, because a logger that nobody holds forgets its level. */
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  static {
    TRIBUO.setLevel(Level.SEVERE); // a line per epoch otherwise
  }

  /** Models there are. */
  public enum Kind {
    /** Logistic regression by stochastic gradient descent. */
    LOGISTIC,
    /** A classification tree (CART) of depth 4. */
    TREE
  }

  /** Checks the number of folds. */
  public DifficultyAnalysis {
    if (folds < 2) {
      throw new IllegalArgumentException("folds: must be at least 2, got " + folds);
    }
  }

  /**
   * Analyses.
   *
   * @param report of the policy
   * @param base report of the base policy on the same benchmark, if there is one
   * @throws IllegalArgumentException if there are fewer problems than folds or all are alike
   */
  public Difficulty analyse(EvaluationReport report, Optional<EvaluationReport> base) {
    List<Map<String, Double>> features = new ArrayList<>();
    List<Boolean> solved = new ArrayList<>();
    for (ProblemResult problem : report.problems()) {
      features.add(ProblemFeatures.of(problem, base));
      solved.add(isSolved(problem));
    }
    int right = (int) solved.stream().filter(s -> s).count();
    int n = solved.size();
    if (n < folds || right == 0 || right == n) {
      throw new IllegalArgumentException(
          "report: needs at least "
              + folds
              + " problems, solved ones and others among them, got "
              + right
              + " solved of "
              + n);
    }
    MutableDataset<Label> data = dataset(report, features, solved);
    double[] shares = crossValidated(data);
    Model<Label> whole = trainer().train(data);
    return new Difficulty(
        model.name().toLowerCase(Locale.ROOT),
        n,
        right,
        folds,
        shares[0],
        shares[1],
        (double) Math.max(right, n - right) / n,
        model == Kind.LOGISTIC ? weights(whole) : new TreeMap<>(),
        model == Kind.TREE ? splits(whole) : List.of(),
        groups(report, solved));
  }

  private static boolean isSolved(ProblemResult problem) {
    return problem.outcome().greedyVerdict() != null
        ? problem.outcome().solvedGreedily()
        : problem.outcome().sampleAccuracy() >= 0.5;
  }

  private Trainer<Label> trainer() {
    return model == Kind.LOGISTIC
        ? new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(RATE), EPOCHS, seed)
        : new CARTClassificationTrainer(DEPTH, 1.0f, seed);
  }

  private static MutableDataset<Label> dataset(
      EvaluationReport report, List<Map<String, Double>> features, List<Boolean> solved) {
    MutableDataset<Label> data =
        new MutableDataset<>(
            new SimpleDataSourceProvenance(report.heading(), OffsetDateTime.now(), LABELS), LABELS);
    List<Map<String, Double>> standardised = standardised(features);
    for (int i = 0; i < solved.size(); i++) {
      Map<String, Double> row = standardised.get(i);
      String[] names = row.keySet().toArray(new String[0]);
      double[] values = row.values().stream().mapToDouble(v -> v).toArray();
      data.add(new ArrayExample<>(solved.get(i) ? SOLVED : UNSOLVED, names, values));
    }
    return data;
  }

  /** Mean 0 and standard deviation 1 over the problems; what is always the same is left out. */
  private static List<Map<String, Double>> standardised(List<Map<String, Double>> rows) {
    Set<String> names = new TreeSet<>();
    rows.forEach(row -> names.addAll(row.keySet()));
    List<Map<String, Double>> result = new ArrayList<>();
    rows.forEach(row -> result.add(new LinkedHashMap<>()));
    for (String name : names) {
      double[] values = rows.stream().mapToDouble(row -> row.getOrDefault(name, 0.0)).toArray();
      double mean = 0;
      for (double value : values) {
        mean += value / values.length;
      }
      double squares = 0;
      for (double value : values) {
        squares += (value - mean) * (value - mean) / values.length;
      }
      double deviation = Math.sqrt(squares);
      for (int i = 0; i < values.length && deviation > 0; i++) {
        result.get(i).put(name, (values[i] - mean) / deviation);
      }
    }
    return result;
  }

  /** Accuracy and balanced accuracy, every problem predicted once, by a model that never saw it. */
  private double[] crossValidated(MutableDataset<Label> data) {
    CrossValidation<Label, LabelEvaluation> validation =
        new CrossValidation<>(trainer(), data, new LabelEvaluator(), folds, seed);
    int[] right = new int[2];
    int[] all = new int[2];
    for (Pair<LabelEvaluation, Model<Label>> fold : validation.evaluate()) {
      fold.getA()
          .getPredictions()
          .forEach(
              prediction -> {
                Label truth = prediction.getExample().getOutput();
                int side = truth.equals(SOLVED) ? 0 : 1;
                all[side]++;
                right[side] += prediction.getOutput().getLabel().equals(truth.getLabel()) ? 1 : 0;
              });
    }
    double accuracy = (double) (right[0] + right[1]) / (all[0] + all[1]);
    double balanced = ((double) right[0] / all[0] + (double) right[1] / all[1]) / 2;
    return new double[] {accuracy, balanced};
  }

  private static SortedMap<String, Double> weights(Model<Label> fitted) {
    SortedMap<String, Double> weights = new TreeMap<>();
    fitted
        .getTopFeatures(-1)
        .getOrDefault(SOLVED.getLabel(), List.of())
        .forEach(weight -> weights.put(weight.getA(), weight.getB()));
    weights.remove("BIAS");
    return weights;
  }

  private static List<String> splits(Model<Label> fitted) {
    Set<String> names = new LinkedHashSet<>();
    fitted
        .getTopFeatures(-1)
        .values()
        .forEach(list -> list.forEach(pair -> names.add(pair.getA())));
    return List.copyOf(names);
  }

  /** By level where there is one, else by subject, else by the question's length in thirds. */
  private static SortedMap<String, Difficulty.Group> groups(
      EvaluationReport report, List<Boolean> solved) {
    SortedMap<String, Difficulty.Group> groups = new TreeMap<>();
    double[] lengths =
        report.problems().stream().mapToDouble(p -> p.question().length()).sorted().toArray();
    for (int i = 0; i < solved.size(); i++) {
      ProblemResult problem = report.problems().get(i);
      Map<String, String> facts = problem.facts();
      String name =
          facts.containsKey("level")
              ? "level " + facts.get("level")
              : facts.getOrDefault("subject", third(problem.question().length(), lengths));
      Difficulty.Group one = new Difficulty.Group(1, solved.get(i) ? 1 : 0);
      groups.merge(
          name,
          one,
          (a, b) -> new Difficulty.Group(a.problems() + b.problems(), a.solved() + b.solved()));
    }
    return groups;
  }

  private static String third(int length, double[] sorted) {
    if (length <= sorted[sorted.length / 3]) {
      return "question: 1 short";
    }
    return length <= sorted[2 * sorted.length / 3] ? "question: 2 middling" : "question: 3 long";
  }
}
