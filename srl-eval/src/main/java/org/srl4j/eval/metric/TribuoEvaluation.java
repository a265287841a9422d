package org.srl4j.eval.metric;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.provenance.SimpleDataSourceProvenance;

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

  /** Kept, because a logger that nobody holds forgets its level. */
  private static final Logger TRIBUO_LOGGER =
      Logger.getLogger("org.tribuo.classification.evaluation.ConfusionMetrics");

  static {
    // "No predictions for unsolved: accuracy ill-defined", a line per metric: true by construction.
    TRIBUO_LOGGER.setLevel(Level.SEVERE);
  }

  private final LabelEvaluation evaluation;
  private final Map<String, Verdict> verdicts;

  private TribuoEvaluation(LabelEvaluation evaluation, Map<String, Verdict> verdicts) {
    this.evaluation = evaluation;
    this.verdicts = verdicts;
  }

  /**
   * What was evaluated, for the provenance.
   *
   * @param policy name of the policy
   * @param data name of the problem set
   * @param dataHash hash of the problem set, algorithm first, e.g. {@code sha256:…}
   * @param seed training seed of the policy
   * @param versions library or program → version
   * @param facts whatever else decided the verdicts, e.g. {@code checkpoint-sha256}
   * @param time when the evaluation ran
   */
  public record Subject(
      String policy,
      String data,
      String dataHash,
      long seed,
      Map<String, String> versions,
      Map<String, String> facts,
      OffsetDateTime time) {

    /** Copies the versions and rejects missing parts. */
    public Subject {
      Objects.requireNonNull(policy, "policy");
      Objects.requireNonNull(data, "data");
      Objects.requireNonNull(dataHash, "dataHash");
      Objects.requireNonNull(time, "time");
      versions = Map.copyOf(versions);
      facts = Map.copyOf(facts);
    }

    /** A subject without further facts. */
    public Subject(
        String policy,
        String data,
        String dataHash,
        long seed,
        Map<String, String> versions,
        OffsetDateTime time) {
      this(policy, data, dataHash, seed, versions, Map.of(), time);
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
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    outcomes.forEach(outcome -> verdicts.put(outcome.problemId(), outcome.greedyVerdict()));
    return of(verdicts, subject);
  }

  /**
   * Evaluates any verdicts.
   *
   * @param verdicts id of a completion → its verdict, at least one, in the order to keep
   * @param subject what was evaluated
   * @return the evaluation with the subject in its provenance
   * @throws IllegalArgumentException if there is none
   */
  public static TribuoEvaluation of(Map<String, Verdict> verdicts, Subject subject) {
    if (verdicts.isEmpty()) {
      throw new IllegalArgumentException("outcomes: needs at least one problem, got 0");
    }
    Map<String, Verdict> copy = new LinkedHashMap<>(verdicts);
    List<Prediction<Label>> predictions =
        copy.entrySet().stream()
            .map(e -> VerdictModel.prediction(e.getKey(), Verdict.SOLVED, e.getValue()))
            .toList();
    SimpleDataSourceProvenance data =
        new SimpleDataSourceProvenance(
            subject.data() + " " + subject.dataHash(), subject.time(), VerdictModel.LABELS);
    LabelEvaluation evaluation =
        new LabelEvaluator().evaluate(new VerdictModel(subject), predictions, data);
    return new TribuoEvaluation(evaluation, copy);
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
    return (int)
        Math.round(
            evaluation.confusion(VerdictModel.label(verdict), VerdictModel.label(Verdict.SOLVED)));
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
    root.put("problems", verdicts.size()).put("accuracy", evaluation.accuracy());
    ObjectNode counts = root.putObject("counts");
    for (Verdict verdict : Verdict.values()) {
      counts.put(VerdictModel.label(verdict).getLabel(), count(verdict));
    }
    ObjectNode predictions = root.putObject("predictions");
    verdicts.forEach((id, verdict) -> predictions.put(id, VerdictModel.label(verdict).getLabel()));
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
}
