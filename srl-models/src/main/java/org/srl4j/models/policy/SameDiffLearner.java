package org.srl4j.models.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.data.Experience;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.LinearAdapter;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.Storage;
import org.srl4j.core.graph.plan.ExecutionPlan;
import org.srl4j.core.graph.plan.PlanOptions;
import org.srl4j.core.objective.AdamW;
import org.srl4j.core.objective.Learner;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.NotFiniteException;
import org.srl4j.core.objective.Objective;
import org.srl4j.core.objective.UpdateStats;
import org.srl4j.models.block.LanguageModelHead;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.SafeTensors;
import org.srl4j.models.io.Tensor;
import org.srl4j.models.policy.ScoringPlans.Weights;

/**
 * Updates a model's parameters: packs a batch into rows, a prompt that several completions share
 * only once, runs decoder and objective forward and backward, clips and steps AdamW. The token
 * weights hold all normalisers, so the packing changes only rounding. Not thread-safe.
 */
public final class SameDiffLearner implements Learner {
  private static final String LOSS = "loss";
  private static final String TOKEN_LOG_PROB = "token_log_prob";
  private static final String ENTROPY = "entropy";

  /** The parameters of the KL term's reference, in a saved folder. */
  private static final String REFERENCE = "reference.safetensors";

  private final PolicyModel model;
  private final LearnerConfig config;
  private final AdamW optimiser;
  private final float[] gradient;
  private final float[] microGradient;
  private final PlanCache plans;
  private final Optional<Parameters> referenceParameters;
  private final Optional<ScoringPlans> reference;

  /**
   * A learner with fresh moments. The reference of a KL term is the model with its adapter off, or
   * without an adapter the model as it is now, until {@link #load} brings back another.
   */
  public SameDiffLearner(PolicyModel model, LearnerConfig config) {
    this.model = model;
    this.config = config;
    this.optimiser = new AdamW(model.parameters(), config.optimiser(), model.workers());
    this.gradient = new float[model.parameters().values().length];
    this.microGradient = new float[gradient.length];
    this.plans = new PlanCache(this::compile);
    boolean frozen = config.objective().needsReference() && model.lora().isEmpty();
    this.referenceParameters = frozen ? Optional.of(frozen()) : Optional.empty();
    this.reference =
        config.objective().needsReference() ? Optional.of(scoring()) : Optional.empty();
  }

  private Parameters frozen() {
    Parameters copy = new Parameters(model.parameters().specs());
    System.arraycopy(model.parameters().values(), 0, copy.values(), 0, gradient.length);
    return copy;
  }

  /** With an adapter, the parameters below it never change. */
  private ScoringPlans scoring() {
    Parameters parameters = referenceParameters.orElse(model.parameters());
    return new ScoringPlans(
        model, new Weights(parameters, LinearAdapter.NONE), config.temperature());
  }

  private ExecutionPlan compile(PlanCache.Shape shape) {
    GraphScope scope = GraphScope.packedOnParameters(shape.length()).adapting(model.adapter(true));
    LanguageModelHead.Scores scores = model.defineAs(scope).scores(config.temperature());
    SDVariable loss = config.objective().define(scope, scores.tokenLogProb());
    Map<String, SDVariable> outputs = new LinkedHashMap<>();
    outputs.put(LOSS, loss);
    outputs.put(TOKEN_LOG_PROB, scores.tokenLogProb());
    outputs.put(ENTROPY, scores.entropy());
    PlanOptions options =
        new PlanOptions(
            model.kernels(),
            KernelContext.wholeSequences(model.workers()),
            Optional.of(model.parameters()),
            Optional.of(new Storage(microGradient)),
            model.arena(),
            config.gradientCheckpointing());
    return ExecutionPlan.compile(scope, outputs, Optional.of(loss), options);
  }

  @Override
  public UpdateStats update(List<Experience> batch, double learningRate) {
    UpdateMetrics metrics = accumulate(batch);
    try {
      return metrics.stats(optimiser.update(gradient, learningRate));
    } catch (ArithmeticException e) {
      String tensor = firstBrokenTensor(model.parameters(), gradient);
      List<Integer> all = IntStream.range(0, batch.size()).boxed().toList();
      throw new NotFiniteException("gradient of tensor " + tensor + " is not finite", all);
    }
  }

  /** The first tensor with a value that is not finite, and that value. */
  private static String firstBrokenTensor(Parameters layout, float[] values) {
    for (Map.Entry<String, Slice> tensor : layout.slicesOf(new Storage(values)).entrySet()) {
      Slice slice = tensor.getValue();
      for (int i = slice.offset(); i < slice.offset() + slice.length(); i++) {
        if (!Float.isFinite(values[i])) {
          return tensor.getKey() + " (" + values[i] + " at " + (i - slice.offset()) + ")";
        }
      }
    }
    return "all together (each value is finite, the norm is not)";
  }

  /** Leaves the gradient of the whole batch in {@link #gradient}. */
  private UpdateMetrics accumulate(List<Experience> batch) {
    LossAggregation.TokenWeights weights = config.aggregation().weights(batch);
    List<int[]> tokens = batch.stream().map(Experience::tokenIds).toList();
    Optional<List<float[]>> referenceLogProbs = reference.map(r -> r.tokenLogProbs(tokens));
    UpdateMetrics metrics = new UpdateMetrics(config.objective());
    Arrays.fill(gradient, 0f);
    for (PackedRow row : pack(batch, tokens)) {
      ExecutionPlan plan = plans.get(1, row.length());
      row.writeTokens(plan, tokens);
      row.writeShifted(plan, Objective.TOKEN_WEIGHT, weights.weights());
      row.writeShifted(plan, Objective.ADVANTAGE, advantages(batch));
      row.writeShifted(
          plan,
          Objective.OLD_TOKEN_LOG_PROB,
          batch.stream().map(Experience::oldTokenLogProbs).toList());
      row.writeDropoutKeys(plan, optimiser.updates());
      referenceLogProbs.ifPresent(
          values -> row.writeShifted(plan, Objective.REFERENCE_TOKEN_LOG_PROB, values));
      plan.run();
      model.workers().forRows(gradient.length, 1 << 14, this::addMicroGradient);
      record(plan, row, batch, metrics);
    }
    return metrics;
  }

  private void addMicroGradient(int from, int to) {
    float[] sum = gradient;
    float[] addend = microGradient;
    for (int i = from; i < to; i++) {
      sum[i] += addend[i];
    }
  }

  private List<PackedRow> pack(List<Experience> batch, List<int[]> tokens) {
    List<Integer> uncounted = batch.stream().map(SameDiffLearner::uncounted).toList();
    int budget = model.rowTokens(config.microBatchTokens());
    return new Packing(budget, model.config().maxLength()).pack(tokens, uncounted);
  }

  /** How many tokens come before the first that counts. */
  private static int uncounted(Experience experience) {
    int t = 0;
    while (t < experience.length() && experience.lossMask()[t] == 0) {
      t++;
    }
    return t;
  }

  private static List<float[]> advantages(List<Experience> batch) {
    List<float[]> result = new ArrayList<>();
    for (Experience experience : batch) {
      float[] values = new float[experience.length()];
      Arrays.fill(values, (float) experience.advantage());
      result.add(values);
    }
    return result;
  }

  private static void record(
      ExecutionPlan plan, PackedRow row, List<Experience> batch, UpdateMetrics metrics) {
    Slice loss = plan.output(LOSS);
    float value = loss.data()[loss.offset()];
    if (!Float.isFinite(value)) {
      List<Integer> members =
          row.segments().stream().map(PackedRow.Segment::member).distinct().sorted().toList();
      throw new NotFiniteException("loss is " + value, members);
    }
    metrics.addLoss(value);
    Slice logProbs = plan.output(TOKEN_LOG_PROB);
    Slice entropy = plan.output(ENTROPY);
    for (PackedRow.Segment segment : row.segments()) {
      Experience experience = batch.get(segment.member());
      int end = Math.min(segment.to(), experience.length() - 1);
      for (int t = segment.from(); t < end; t++) {
        if (experience.lossMask()[t + 1] != 0) {
          int at = segment.place() + t - segment.from();
          float logProb = logProbs.data()[logProbs.offset() + at];
          metrics.addToken(experience, t + 1, logProb, entropy.data()[entropy.offset() + at]);
        }
      }
    }
  }

  /** The gradient of the last update's batch, before clipping; a copy. */
  public float[] lastGradient() {
    return gradient.clone();
  }

  @Override
  public float[] parameters() {
    return model.parameters().values().clone();
  }

  @Override
  public void setParameters(float[] values) {
    model.setParameters(values);
  }

  @Override
  public void save(Path folder) throws IOException {
    Files.createDirectories(folder);
    model.save(folder);
    List<Tensor> tensors = new ArrayList<>();
    tensors.addAll(ParameterTensors.of(model.parameters(), optimiser.firstMoments(), "first."));
    tensors.addAll(ParameterTensors.of(model.parameters(), optimiser.secondMoments(), "second."));
    SafeTensors.write(
        new CheckpointFolder(folder).optimizer(),
        tensors,
        Map.of("updates", Long.toString(optimiser.updates())));
    if (referenceParameters.isPresent()) {
      Parameters kept = referenceParameters.get();
      Path file = folder.resolve(REFERENCE);
      SafeTensors.write(file, ParameterTensors.of(kept, kept.values(), ""), Map.of());
    }
  }

  @Override
  public void load(Path folder) throws IOException {
    CheckpointFolder checkpoint = CheckpointFolder.open(folder);
    model.restore(folder);
    Path file = checkpoint.optimizer();
    long updates = Long.parseLong(SafeTensors.open(file).metadata().get("updates"));
    optimiser.restore(
        ParameterTensors.read(file, model.parameters(), "first."),
        ParameterTensors.read(file, model.parameters(), "second."),
        updates);
    if (referenceParameters.isPresent()) {
      Parameters kept = referenceParameters.get();
      float[] saved = ParameterTensors.read(folder.resolve(REFERENCE), kept, "");
      System.arraycopy(saved, 0, kept.values(), 0, saved.length);
      kept.changed();
    }
  }

  @Override
  public void close() {
    plans.close();
    reference.ifPresent(ScoringPlans::close);
  }
}
