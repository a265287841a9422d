package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.Experience;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.Storage;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.NegativeLogLikelihood;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.core.policy.TokenScores;
import org.srl4j.core.testing.SharedData;
import org.srl4j.models.huggingface.weights.WeightFormat;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.ElementType;
import org.srl4j.models.io.JsonFiles;
import org.srl4j.models.io.SafeTensors;
import org.srl4j.models.io.TensorEntry;

/** Real checkpoints against what transformers computes with them in float32. */
class SharedCheckpointsIT {
  private static final String WEIGHTS = CheckpointFolder.WEIGHTS;

  /** Of log-probabilities and entropies, nats; the reference has seven digits. */
  private static final double NATS = 1e-4;

  /** The same where weights are BF16; both sides widen them to F32, so NATS would do. */
  private static final double NATS_BF16 = 2e-3;

  private static final double GRADIENT_NORM = 1e-3; // relative
  private static final double LOSS = 1e-4; // nats, after up to five updates

  /**
   * Reports of heads that were tied by the config and not by the file; d is untied and unequivocal.
   */
  @ParameterizedTest
  @CsvSource({
    "b-same-head, a-reference, 0",
    "c-other-head-tied-true, d-other-head-tied-false, 1",
    "e-alias-in-metadata, a-reference, 0",
    "f-untied-without-head, a-reference, 1",
    "g-no-metadata, a-reference, 0",
    "h-inv-freq, a-reference, 0"
  })
  void headsAreThoseOfTheFile(String form, String same, int warnings) throws IOException {
    PolicyModel read = tiedHead(form);
    assertEquals(warnings, read.origin().warnings().size(), () -> "" + read.origin().warnings());
    assertArrayEquals(scores(tiedHead(same)), scores(read));
  }

  private static PolicyModel tiedHead(String name) throws IOException {
    return PolicyModel.load(SharedData.file("cases/23-tied-heads/" + name), 1);
  }

  private static double[] scores(PolicyModel model) {
    try (SequenceScorer scorer = new SequenceScorer(model)) {
      return scorer.score(new int[] {5, 15, 39, 77, 129, 195}).nextTokenLogProbs();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stories260K, stories260K",
    "stories260K_hf, stories260K",
    "tiny_llama_verl, tiny_llama_verl",
    "tiny_qwen2_random, tiny_qwen2_random"
  })
  void scoresAreThoseOfTransformers(String folder, String reference) throws IOException {
    JsonNode wanted = reference(reference);
    double tolerance = folder.equals("tiny_llama_verl") ? NATS_BF16 : NATS;
    PolicyModel model = load(folder);
    try (SequenceScorer scorer = new SequenceScorer(model)) {
      TokenScores scores = scorer.score(ints(wanted.get("input_ids")));
      assertNear(wanted.get("next_token_logprob"), scores.nextTokenLogProbs(), tolerance);
      assertNear(wanted.get("entropy_per_position"), scores.entropies(), tolerance);
      assertEquals(
          Arrays.toString(ints(wanted.get("argmax_per_position"))),
          Arrays.toString(scores.likeliestIds()));
      assertEquals(
          wanted.get("mean_nll").asDouble(), scores.meanNegativeLogLikelihood(), tolerance);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stories260K", "tiny_llama_verl", "tiny_qwen2_random"})
  void gradientsAndUpdatesAreThoseOfTransformers(String folder) throws IOException {
    JsonNode wanted = reference(folder);
    JsonNode recipe = wanted.get("adamw_losses");
    AdamWConfig adamW =
        new AdamWConfig(
            recipe.at("/betas/0").asDouble(),
            recipe.at("/betas/1").asDouble(),
            recipe.get("eps").asDouble(),
            recipe.get("weight_decay").asDouble(),
            recipe.get("grad_clip").asDouble(),
            recipe.get("decay_all_params").asBoolean());
    PolicyModel model = load(folder);
    LearnerConfig config =
        LearnerConfig.of(new NegativeLogLikelihood(), LossAggregation.dapo(), adamW);
    int[] ids = ints(wanted.get("input_ids"));
    float[] mask = new float[ids.length];
    Arrays.fill(mask, 1, mask.length, 1f);
    List<Experience> batch = List.of(Experience.demonstration(ids, mask));
    JsonNode losses = recipe.get("loss_before_each_of_5_steps_then_final");
    try (SameDiffLearner learner = new SameDiffLearner(model, config)) {
      for (int update = 0; update < losses.size(); update++) {
        double loss = learner.update(batch, recipe.get("lr").asDouble()).get("loss");
        if (update == 0) {
          assertGradientNorms(wanted, model, learner.lastGradient());
        }
        assertEquals(losses.get(update).asDouble(), loss, LOSS, "loss before update " + update);
      }
    }
  }

  private static void assertGradientNorms(JsonNode wanted, PolicyModel model, float[] gradient) {
    Map<String, Slice> slices = model.parameters().slicesOf(new Storage(gradient));
    assertEquals(wanted.get("grad_l2").size(), slices.size());
    double total = 0;
    for (Map.Entry<String, JsonNode> entry : wanted.get("grad_l2").properties()) {
      Slice slice = slices.get(entry.getKey());
      double squares = 0;
      for (int i = 0; i < slice.length(); i++) {
        double value = gradient[slice.offset() + i];
        squares += value * value;
      }
      total += squares;
      double norm = entry.getValue().asDouble();
      assertEquals(norm, Math.sqrt(squares), GRADIENT_NORM * norm, entry.getKey());
    }
    double global = wanted.get("grad_global_l2").asDouble();
    assertEquals(global, Math.sqrt(total), GRADIENT_NORM * global);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stories260K", "stories260K_hf"})
  void greedyIdsAreThePublishedOnes(String folder) throws IOException {
    int[] wanted = ints(reference("stories260K").get("greedy_ids_from_bos"));
    assertGreedy(load(folder), wanted, 1);
  }

  @Test
  void greedyIdsOfQwen2AreThoseOfTransformers() throws IOException {
    int[] wanted = ints(reference("tiny_qwen2_random").get("greedy_24"));
    assertGreedy(load("tiny_qwen2_random"), wanted, 4);
  }

  /** Samples with the cache; the first {@code prompt} ids are given. */
  private static void assertGreedy(PolicyModel model, int[] wanted, int prompt) {
    try (SameDiffPolicy policy = new SameDiffPolicy(model)) {
      SamplingRequest request = new SamplingRequest(Arrays.copyOf(wanted, prompt), 0);
      SamplingConfig config = SamplingConfig.greedy(wanted.length - prompt);
      Completion completion = policy.sample(List.of(request), config).get(0);
      assertEquals(
          Arrays.toString(Arrays.copyOfRange(wanted, prompt, wanted.length)),
          Arrays.toString(completion.tokenIds()));
    }
  }

  @ParameterizedTest
  @CsvSource({"stories260K_hf, F32", "tiny_llama_verl, BF16", "tiny_qwen2_random, F32"})
  void writtenTensorsHaveTheBytesThatWereRead(String folder, ElementType type, @TempDir Path parent)
      throws IOException {
    Path source = SharedData.file("models/" + folder);
    PolicyModel model = load(folder);
    assertEquals(type, model.origin().storage());
    Path copy = Files.createDirectory(parent.resolve("copy"));
    model.save(copy, WeightFormat.single(type));
    assertSameTensors(source, copy);
    Path again = Files.createDirectory(parent.resolve("again"));
    PolicyModel.load(copy, 1).save(again, WeightFormat.single(type));
    assertEquals(-1, Files.mismatch(copy.resolve(WEIGHTS), again.resolve(WEIGHTS)), "second round");
  }

  private static void assertSameTensors(Path source, Path copy) throws IOException {
    SafeTensors wanted = SafeTensors.open(source.resolve(WEIGHTS));
    SafeTensors found = SafeTensors.open(copy.resolve(WEIGHTS));
    assertEquals(wanted.entries().keySet(), found.entries().keySet());
    for (TensorEntry entry : wanted.entries().values()) {
      TensorEntry other = found.entries().get(entry.name());
      assertEquals(entry.type(), other.type());
      assertEquals(entry.shape(), other.shape());
      assertArrayEquals(bytes(wanted, entry), bytes(found, other), entry.name());
    }
  }

  private static byte[] bytes(SafeTensors file, TensorEntry entry) throws IOException {
    byte[] all = Files.readAllBytes(file.file());
    int data =
        all.length
            - (int)
                file.entries().values().stream().mapToLong(TensorEntry::end).max().orElseThrow();
    return Arrays.copyOfRange(all, data + (int) entry.begin(), data + (int) entry.end());
  }

  /** Python's transformers reads what was written and computes the same loss. */
  @ParameterizedTest
  @ValueSource(strings = {"tiny_llama_verl", "tiny_qwen2_random"})
  void writtenFolderLoadsInTransformers(String folder, @TempDir Path parent)
      throws IOException, InterruptedException {
    JsonNode wanted = reference(folder);
    load(folder).save(parent);
    String program =
        "import sys\ntry:\n  import torch, transformers as t\nexcept ImportError:\n  sys.exit(77)\n"
            + "m = t.AutoModelForCausalLM.from_pretrained(sys.argv[1], torch_dtype=torch.float32)\n"
            + "x = torch.tensor([[int(i) for i in sys.argv[2].split(',')]])\n"
            + "print(m(x, labels=x).loss.item())\n";
    String ids =
        Arrays.stream(ints(wanted.get("input_ids")))
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(","));
    Process process;
    try {
      process =
          new ProcessBuilder("python3", "-c", program, parent.toString(), ids)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      Assumptions.abort("skipped: no python3 to run transformers with");
      return;
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    Assumptions.assumeFalse(code == 77, "skipped: python3 has no transformers and torch");
    assertEquals(0, code, "transformers could not load what was written");
    assertEquals(wanted.get("mean_nll").asDouble(), Double.parseDouble(out.strip()), NATS);
  }

  private static PolicyModel load(String folder) throws IOException {
    return PolicyModel.load(SharedData.file("models/" + folder), 1);
  }

  private static JsonNode reference(String folder) throws IOException {
    Path file = SharedData.file("models/" + folder + "/reference.json");
    return JsonFiles.read(file, JsonNode.class);
  }

  private static int[] ints(JsonNode list) {
    int[] result = new int[list.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = list.get(i).intValue();
    }
    return result;
  }

  private static void assertNear(JsonNode wanted, double[] found, double tolerance) {
    assertEquals(wanted.size(), found.length);
    for (int i = 0; i < found.length; i++) {
      assertEquals(wanted.get(i).asDouble(), found[i], tolerance, "position " + i);
    }
  }
}
