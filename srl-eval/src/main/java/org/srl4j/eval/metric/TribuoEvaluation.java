package org.srl4j.eval.metric;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.MutableFeatureMap;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.provenance.impl.EmptyDatasetProvenance;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;

/**
 * Greedy outcomes as a Tribuo {@link LabelEvaluation} with provenance.
 *
 * <p>The labels are {@code solved}, {@code unsolved} and {@code invalid}; the gold label is always
 * {@code solved}. Accuracy, and recall of {@code solved}, are therefore the share solved. The other
 * two labels never occur as gold, so macro averages are low by construction and mean nothing here.
 */
public final class TribuoEvaluation {
  /** Version of the JSON that {@link #save} writes. */
  public static final int SCHEMA_VERSION = 1;

  private static final String FEATURE = "problem";
  private static final LabelFactory LABELS = new LabelFactory();

  /** Kept, because a logger that nobody holds forgets its level. */
  private static final Logger TRIBUO_LOGGER =
      Logger.getLogger("org.tribuo.classification.evaluation.ConfusionMetrics");

  static {
    // "No predictions for unsolved: accuracy ill-defined", a line per metric: true by construction.
    TRIBUO_LOGGER.setLevel(Level.SEVERE);
  }

  private final LabelEvaluation evaluation;
  private final List<ProblemOutcome> outcomes;

  private TribuoEvaluation(LabelEvaluation evaluation, List<ProblemOutcome> outcomes) {
    this.evaluation = evaluation;
    this.outcomes = outcomes;
  }

  /**
   * What was evaluated, for the provenance.
   *
   * @param policy name of the policy
   * @param data name of the problem set
   * @param dataHash hash of the problem set, algorithm first, e.g. {@code sha256:…}
   * @param seed training seed of the policy
   * @param versions library or program → version
   * @param time when the evaluation ran
   */
  public record Subject(
      String policy,
      String data,
      String dataHash,
      long seed,
      Map<String, String> versions,
      OffsetDateTime time) {

    /** Copies the versions and rejects missing parts. */
    public Subject {
      Objects.requireNonNull(policy, "policy");
      Objects.requireNonNull(data, "data");
      Objects.requireNonNull(dataHash, "dataHash");
      Objects.requireNonNull(time, "time");
      versions = Map.copyOf(versions);
    }
  }

  /**
   * Evaluates the greedy verdicts.
   *
   * @param outcomes at least one problem
   * @param subject what was evaluated
   * @return the evaluation with the subject in its provenance
   * @throws IllegalArgumentException if there is no problem
   */
  public static TribuoEvaluation of(List<ProblemOutcome> outcomes, Subject subject) {
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("outcomes: needs at least one problem, got 0");
    }
    List<Prediction<Label>> predictions = outcomes.stream().map(TribuoEvaluation::predict).toList();
    SimpleDataSourceProvenance data =
        new SimpleDataSourceProvenance(
            subject.data() + " " + subject.dataHash(), subject.time(), LABELS);
    LabelEvaluation evaluation =
        new LabelEvaluator().evaluate(new PolicyShell(subject), predictions, data);
    return new TribuoEvaluation(evaluation, List.copyOf(outcomes));
  }

  /**
   * Tribuo's evaluation.
   *
   * @return with predictions in the order of the outcomes
   */
  public LabelEvaluation evaluation() {
    return evaluation;
  }

  /**
   * How often a verdict occurred.
   *
   * @param verdict the verdict
   * @return a count, at least 0
   */
  public int count(Verdict verdict) {
    return (int) Math.round(evaluation.confusion(label(verdict), label(Verdict.SOLVED)));
  }

  /**
   * Writes accuracy, counts, each problem's verdict and the whole provenance as JSON.
   *
   * @param file target, replaced in one move
   * @throws IOException if writing fails
   */
  public void save(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode().put("schemaVersion", SCHEMA_VERSION);
    root.put("problems", outcomes.size()).put("accuracy", evaluation.accuracy());
    ObjectNode counts = root.putObject("counts");
    for (Verdict verdict : Verdict.values()) {
      counts.put(label(verdict).getLabel(), count(verdict));
    }
    ObjectNode verdicts = root.putObject("predictions");
    outcomes.forEach(o -> verdicts.put(o.problemId(), label(o.greedyVerdict()).getLabel()));
    root.set(
        "provenance",
        mapper.valueToTree(plain(ProvenanceUtil.convertToMap(evaluation.getProvenance()))));
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path temporary = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
    mapper.writerWithDefaultPrettyPrinter().writeValue(temporary.toFile(), root);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, inner) -> copy.put(key.toString(), plain(inner)));
      return copy;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(TribuoEvaluation::plain).toList();
    }
    return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
  }

  private static Label label(Verdict verdict) {
    return new Label(verdict.name().toLowerCase(Locale.ROOT));
  }

  private static Prediction<Label> predict(ProblemOutcome outcome) {
    // The example carries the gold label; Tribuo wants a feature in every example.
    Label gold = label(Verdict.SOLVED);
    Example<Label> example = new ArrayExample<>(gold, new String[] {FEATURE}, new double[] {1});
    example.setMetadataValue("problem-id", outcome.problemId());
    Label predicted = label(outcome.greedyVerdict());
    return new Prediction<>(predicted, Map.of(predicted.getLabel(), predicted), 1, example, false);
  }

  /** Stands for the policy in Tribuo, which evaluates only models; it predicts nothing itself. */
  private static final class PolicyShell extends Model<Label> {
    private static final long serialVersionUID = 1L;

    PolicyShell(Subject subject) {
      this(subject.policy(), provenance(subject));
    }

    private PolicyShell(String name, ModelProvenance provenance) {
      super(name, provenance, features(), labels(), false);
    }

    private static ImmutableFeatureMap features() {
      MutableFeatureMap features = new MutableFeatureMap();
      features.add(FEATURE, 1);
      return new ImmutableFeatureMap(features);
    }

    private static ImmutableOutputInfo<Label> labels() {
      Map<Label, Integer> ids = new LinkedHashMap<>();
      for (Verdict verdict : Verdict.values()) {
        ids.put(label(verdict), verdict.ordinal());
      }
      return LABELS.constructInfoForExternalModel(ids);
    }

    private static ModelProvenance provenance(Subject subject) {
      Map<String, Provenance> instance = new LinkedHashMap<>();
      instance.put("policy", new StringProvenance("policy", subject.policy()));
      instance.put("data", new StringProvenance("data", subject.data()));
      instance.put("data-hash", new StringProvenance("data-hash", subject.dataHash()));
      instance.put("seed", new LongProvenance("seed", subject.seed()));
      for (Map.Entry<String, String> version : new TreeMap<>(subject.versions()).entrySet()) {
        String key = "version-" + version.getKey();
        instance.put(key, new StringProvenance(key, version.getValue()));
      }
      return new ModelProvenance(
          PolicyShell.class.getName(),
          subject.time(),
          new EmptyDatasetProvenance(),
          new EmptyTrainerProvenance(),
          instance);
    }

    @Override
    public Prediction<Label> predict(Example<Label> example) {
      throw new UnsupportedOperationException(
          "predict: the policy runs in the harness; this model only carries its provenance");
    }

    @Override
    public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
      return Map.of();
    }

    @Override
    public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
      return Optional.empty();
    }

    @Override
    protected Model<Label> copy(String newName, ModelProvenance newProvenance) {
      return new PolicyShell(newName, newProvenance);
    }
  }
}
