package org.srl4j.eval.metric;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.MutableFeatureMap;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.EmptyDatasetProvenance;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;

/** Stands for the policy in Tribuo, which evaluates only models; it predicts nothing itself. */
final class VerdictModel extends Model<Label> {
  /** Makes labels of verdicts. */
  static final LabelFactory LABELS = new LabelFactory();

  private static final long serialVersionUID = 1L;
  private static final String FEATURE = "problem";

  VerdictModel(TribuoEvaluation.Subject subject) {
    this(subject.policy(), provenance(subject));
  }

  private VerdictModel(String name, ModelProvenance provenance) {
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

  /** A verdict's label. */
  static Label label(Verdict verdict) {
    return new Label(verdict.name().toLowerCase(Locale.ROOT));
  }

  /** A completion that should get one verdict and got another. */
  static Prediction<Label> prediction(String id, Verdict gold, Verdict given) {
    // The example carries the gold label; Tribuo wants a feature in every example.
    Example<Label> example =
        new ArrayExample<>(label(gold), new String[] {FEATURE}, new double[] {1});
    example.setMetadataValue("problem-id", id);
    Label predicted = label(given);
    return new Prediction<>(predicted, Map.of(predicted.getLabel(), predicted), 1, example, false);
  }

  private static ModelProvenance provenance(TribuoEvaluation.Subject subject) {
    Map<String, Provenance> instance = new LinkedHashMap<>();
    instance.put("policy", new StringProvenance("policy", subject.policy()));
    instance.put("data", new StringProvenance("data", subject.data()));
    instance.put("data-hash", new StringProvenance("data-hash", subject.dataHash()));
    instance.put("seed", new LongProvenance("seed", subject.seed()));
    for (Map.Entry<String, String> version : new TreeMap<>(subject.versions()).entrySet()) {
      String key = "version-" + version.getKey();
      instance.put(key, new StringProvenance(key, version.getValue()));
    }
    new TreeMap<>(subject.facts())
        .forEach((key, value) -> instance.put(key, new StringProvenance(key, value)));
    return new ModelProvenance(
        VerdictModel.class.getName(),
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
    return new VerdictModel(newName, newProvenance);
  }
}
