package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.FinishReason;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.huggingface.TokenIdText;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.JsonFiles;

class ModelRoundTripTest {
  @TempDir Path folder;

  private static final DecoderConfig SIZES =
      new DecoderConfig(12, 16, 24, 2, 4, 2, 4, 1e4, 1e-6, true, true, 32);

  /** A model whose texts are token ids. */
  private PolicyModel saved() throws IOException {
    PolicyModel model = PolicyModel.initialised(SIZES, new TokenIdText(12, 3), 7, 1);
    model.save(folder);
    return model;
  }

  @Test
  void savedModelIsReadBackBitForBit() throws IOException {
    PolicyModel model = saved();
    PolicyModel read = PolicyModel.load(folder, 1);
    assertEquals(SIZES, read.config());
    assertArrayEquals(model.parameterValues(), read.parameterValues());
    assertEquals(Set.of(3), read.endIds());
    byte[] weights = Files.readAllBytes(folder.resolve(CheckpointFolder.WEIGHTS));
    read.save(folder);
    assertArrayEquals(weights, Files.readAllBytes(folder.resolve(CheckpointFolder.WEIGHTS)));
  }

  /** Earlier versions wrote the record's own names and no generation_config.json. */
  @Test
  void checkpointWithTheFirstFormOfConfigIsRead() throws IOException {
    PolicyModel model = saved();
    Files.delete(folder.resolve("generation_config.json"));
    Map<?, ?> names = new ObjectMapper().convertValue(SIZES, Map.class);
    names.remove("attention"); // came later
    JsonFiles.write(folder.resolve(CheckpointFolder.CONFIG), names);
    PolicyModel read = PolicyModel.load(folder, 1);
    assertEquals(SIZES, read.config());
    assertArrayEquals(model.parameterValues(), read.parameterValues());
  }

  /** Chat templates with names lie in a folder of their own. */
  @Test
  void furtherChatTemplatesGoAlong() throws IOException {
    saved();
    String name = "additional_chat_templates/tool_use.jinja";
    Path templates = Files.createDirectory(folder.resolve("additional_chat_templates"));
    Files.writeString(folder.resolve("chat_template.jinja"), "plain");
    Files.writeString(folder.resolve(name), "with tools");
    Files.writeString(templates.resolve("notes.txt"), "mine");
    Path copy = Files.createDirectory(folder.resolve("copy"));
    PolicyModel.load(folder, 1).save(copy);
    assertEquals("with tools", Files.readString(copy.resolve(name)));
    assertFalse(Files.exists(copy.resolve("additional_chat_templates/notes.txt")));
    List<String> sums = Files.readAllLines(copy.resolve("SHA256SUMS"));
    String sum = new DigestUtils("SHA-256").digestAsHex("with tools");
    assertTrue(sums.contains(sum + "  " + name), sums::toString);
  }

  @Test
  void everyEndIdOfTheFolderEndsACompletion() throws IOException {
    saved();
    int[] prompt = {1, 2};
    int first;
    try (SameDiffPolicy policy = new SameDiffPolicy(PolicyModel.load(folder, 1))) {
      SamplingRequest request = new SamplingRequest(prompt, 0);
      first = policy.sample(List.of(request), SamplingConfig.greedy(4)).get(0).tokenIds()[0];
    }
    assertTrue(first != 3, "the test needs a token that is not the end already");
    Files.writeString(
        folder.resolve("generation_config.json"), "{\"eos_token_id\": [3, " + first + "]}");
    try (SameDiffPolicy policy = new SameDiffPolicy(PolicyModel.load(folder, 1))) {
      SamplingRequest request = new SamplingRequest(prompt, 0);
      Completion ended = policy.sample(List.of(request), SamplingConfig.greedy(4)).get(0);
      assertArrayEquals(new int[] {first}, ended.tokenIds());
      assertEquals(FinishReason.END_OF_SEQUENCE, ended.finishReason());
    }
  }

  @Test
  void tokenizerLargerThanTheEmbeddingIsNamed() throws IOException {
    saved();
    TinyPolicies.tokenizer().save(folder);
    int ids = TinyPolicies.tokenizer().vocabularySize();
    Exception e = assertThrows(CheckpointFormatException.class, () -> PolicyModel.load(folder, 1));
    assertEquals(
        folder.resolve("config.json")
            + ": vocab_size: the tokenizer has "
            + ids
            + " ids, the embedding only 12",
        e.getMessage());
  }

  @Test
  void scorerRefusesIdsOutsideTheModel() throws IOException {
    try (SequenceScorer scorer = new SequenceScorer(saved())) {
      assertTrue(fault(scorer, 12).endsWith("must be from 0 to 11, got 12"));
      assertTrue(fault(scorer, new int[33]).contains("must be 1 to 32"));
      assertTrue(fault(scorer).contains("must be 1 to 32"));
    }
  }

  private static String fault(SequenceScorer scorer, int... ids) {
    return assertThrows(IllegalArgumentException.class, () -> scorer.score(ids)).getMessage();
  }
}
