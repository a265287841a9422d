package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.Experience;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.NegativeLogLikelihood;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.models.huggingface.ModelSource;
import org.srl4j.models.huggingface.RandomModel;
import org.srl4j.models.huggingface.config.ModelConfig;
import org.srl4j.models.huggingface.weights.WeightFormat;
import org.srl4j.models.io.ElementType;
import org.srl4j.models.io.JsonFields;
import org.srl4j.models.io.SafeTensors;
import org.srl4j.models.lora.LoraConfig;

/** Random models of every architecture, as folders, against {@link PlainDecoder}. */
class ArchitecturesTest {
  /** All architectures with all scalings. */
  private static final int CONFIGS = 25;

  /** Nats, single precision over up to four layers; the worst seen is 1.6e-5. */
  private static final double TOLERANCE = 3e-5;

  /**
   * Without kernels ND4J chooses sums and functions by the machine: 3.3e-5 was seen on one of two.
   */
  private static final double COMPOSED_TOLERANCE = 1e-4;

  private static final int LENGTH = 40;

  @TempDir Path parent;

  static IntStream numbers() {
    return IntStream.range(0, CONFIGS);
  }

  private static int[] ids(int count, long seed) {
    return new Random(seed).ints(count, 2, RandomConfigs.VOCABULARY).toArray();
  }

  /** A folder of a random configuration, whose weights are large enough to tell. */
  PolicyModel drawn(int number) throws IOException {
    ObjectNode fields = RandomConfigs.draw(number);
    ModelConfig config = ModelConfig.of(Path.of("config.json"), fields);
    Path folder = parent.resolve("drawn-" + number);
    new RandomModel(config, number, Optional.empty())
        .write(folder, WeightFormat.single(ElementType.F32));
    PolicyModel model = PolicyModel.load(folder, 1);
    Random random = new Random(number);
    for (ParameterSpec spec : model.parameters().specs()) {
      Slice slice = model.parameters().slice(spec.name());
      for (int i = 0; i < slice.length(); i++) {
        boolean gain = spec.name().contains("norm");
        double value = gain ? 1 + 0.3 * random.nextGaussian() : 0.4 * random.nextGaussian();
        slice.data()[slice.offset() + i] = (float) value;
      }
    }
    model.parameters().changed();
    return model;
  }

  private static double[] logProbs(PolicyModel model, int[] ids) {
    try (SequenceScorer scorer = new SequenceScorer(model)) {
      return scorer.score(ids).nextTokenLogProbs();
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void scoresAreThoseOfThePlainDecoder(int number) throws IOException {
    PolicyModel model = drawn(number);
    int[] ids = ids(LENGTH, number);
    ObjectNode fields = RandomConfigs.draw(number);
    double[] expected = PlainDecoder.of(fields, model.parameters()).logProbs(ids);
    assertArrayEquals(expected, logProbs(model, ids), TOLERANCE, fields::toString);
    assertArrayEquals(
        expected,
        logProbs(model.withoutKernels(), ids),
        COMPOSED_TOLERANCE,
        () -> "composed: " + fields);
  }

  /** What is sampled with the cache has the bits of packed rows and of whole sequences. */
  @ParameterizedTest
  @MethodSource("numbers")
  void samplingWithTheCacheChangesNoBit(int number) throws IOException {
    PolicyModel model = drawn(number);
    List<SamplingRequest> requests = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      requests.add(new SamplingRequest(ids(i < 2 ? 18 : 1 + 5 * i, i / 2), i)); // two share
    }
    List<int[]> sequences = new ArrayList<>();
    List<float[]> sampled = new ArrayList<>();
    try (SameDiffPolicy policy = new SameDiffPolicy(model)) {
      for (Completion c : policy.sample(requests, SamplingConfig.sampled(1, 30))) {
        int[] prompt = requests.get(sequences.size()).promptIds();
        int[] all = Arrays.copyOf(prompt, prompt.length + c.tokenIds().length);
        System.arraycopy(c.tokenIds(), 0, all, prompt.length, c.tokenIds().length);
        sequences.add(all);
        sampled.add(c.tokenLogProbs());
      }
      List<float[]> packed = policy.tokenLogProbs(sequences);
      float tolerance = model.hasKernels() ? 0 : (float) COMPOSED_TOLERANCE;
      for (int i = 0; i < sampled.size(); i++) {
        int start = requests.get(i).promptIds().length;
        float[] scored = Arrays.copyOfRange(packed.get(i), start, packed.get(i).length);
        assertArrayEquals(scored, sampled.get(i), tolerance, "" + RandomConfigs.draw(number));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void foldersComeBackAsTheyWere(int number) throws IOException {
    PolicyModel model = drawn(number);
    Path copy = Files.createDirectory(parent.resolve("copy"));
    model.save(copy);
    ObjectNode drawn = RandomConfigs.draw(number);
    JsonNode written = JsonFields.read(copy.resolve("config.json")).root();
    drawn.properties().forEach(f -> assertSame(f.getValue(), written.get(f.getKey())));
    PolicyModel again = PolicyModel.load(copy, 1);
    assertEquals(model.config(), again.config());
    assertEquals(model.checksum(), again.checksum());
    boolean norms =
        SafeTensors.open(copy.resolve("model.safetensors"))
            .entries()
            .containsKey("model.layers.0.self_attn.q_norm.weight");
    assertEquals(drawn.get("model_type").asText().equals("qwen3"), norms);
  }

  private static void assertSame(JsonNode expected, JsonNode actual) {
    if (expected.isNumber()) {
      assertEquals(expected.doubleValue(), actual.doubleValue());
    } else {
      assertEquals(expected, actual);
    }
  }

  /** One update of an adapter; the folder, read with its base, and the merged model agree. */
  @ParameterizedTest
  @ValueSource(ints = {0, 21, 17, 18, 24})
  void adaptersAreTrainedSavedAndMerged(int number) throws IOException {
    PolicyModel base = drawn(number);
    Path home = Files.createDirectory(parent.resolve("base"));
    base.save(home);
    LoraConfig lora = new LoraConfig(2, 4, 0, List.of(LoraConfig.ALL_LINEAR), false);
    PolicyModel model = PolicyModel.load(home, 1).withAdapter(lora, 3, 1);
    double before = logProbs(model, ids(LENGTH, 5))[20];
    try (SameDiffLearner learner =
        new SameDiffLearner(
            model,
            LearnerConfig.of(
                new NegativeLogLikelihood(), LossAggregation.dapo(), AdamWConfig.defaults()))) {
      float[] mask = new float[LENGTH];
      Arrays.fill(mask, 1, LENGTH, 1f);
      List<Experience> batch = List.of(Experience.demonstration(ids(LENGTH, 5), mask));
      double first = learner.update(batch, 0.02).get("loss");
      double last = first;
      for (int update = 0; update < 10; update++) {
        last = learner.update(batch, 0.02).get("loss");
      }
      assertTrue(last < first, first + " to " + last);
    }
    double[] trained = logProbs(model, ids(LENGTH, 5));
    assertFalse(trained[20] == before);
    Path adapter = Files.createDirectory(parent.resolve("adapter"));
    model.save(adapter);
    ModelSource source = ModelSource.of(adapter).withBase(Optional.of(home));
    assertArrayEquals(trained, logProbs(PolicyModel.load(source, 1), ids(LENGTH, 5)));
    Path merged = Files.createDirectory(parent.resolve("merged"));
    model.merged(1).save(merged);
    assertArrayEquals(trained, logProbs(PolicyModel.load(merged, 1), ids(LENGTH, 5)), TOLERANCE);
  }

  /** A test that compares nothing must not pass: every kind is among the draws, and it matters. */
  @Test
  void theDrawsHoldEveryKind() {
    TreeMap<String, Integer> seen = new TreeMap<>();
    numbers()
        .mapToObj(RandomConfigs::draw)
        .forEach(
            fields -> {
              ModelConfig config;
              try {
                config = ModelConfig.of(Path.of("config.json"), fields);
              } catch (IOException e) {
                throw new AssertionError(fields.toString(), e);
              }
              var form = config.decoder().attention();
              seen.merge(fields.get("model_type").asText(), 1, Integer::sum);
              seen.merge(form.scaling().getClass().getSimpleName(), 1, Integer::sum);
              seen.merge("window " + (form.window() > 0), 1, Integer::sum);
              seen.merge("unrotated " + !form.unrotated().isEmpty(), 1, Integer::sum);
            });
    assertEquals(5 + 4 + 2 + 2, seen.size(), seen::toString);
    assertTrue(seen.values().stream().allMatch(count -> count >= 3), seen::toString);
  }
}
