package org.srl4j.eval.compare.start;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.compare.settings.LoraOptions;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.lora.LoraConfig;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.tokenizer.CharTokenizer;

class StartPolicyTest {
  private static final List<String> QUERIES = List.of("q_proj");

  @TempDir Path folder;
  private final List<String> log = new ArrayList<>();
  private PolicyModel base;

  @BeforeEach
  void draw() {
    CharTokenizer tokenizer = CharTokenizer.strict(List.of("01234"));
    DecoderConfig sizes =
        new DecoderConfig(
            tokenizer.vocabularySize(), 8, 12, 1, 2, 1, 4, 100, 1e-5, false, false, 16);
    base = PolicyModel.initialised(sizes, tokenizer, 1, 1);
  }

  private StartPolicy wanting(int rank) {
    return new StartPolicy(new LoraOptions(rank, 4, 0, QUERIES, false), 5, folder, log::add);
  }

  private PolicyModel adapted() {
    PolicyModel model = base.withAdapter(new LoraConfig(2, 4, 0, QUERIES, false), 1, 1);
    float[] values = model.parameterValues();
    for (int i = 0; i < values.length; i++) {
      values[i] += 0.1f;
    }
    model.setParameters(values);
    return model;
  }

  @Test
  void withoutAnAdapterAllWeightsAreTrained() throws IOException {
    assertSame(base, wanting(0).of(base));
  }

  @Test
  void aWholeModelGetsAFreshAdapterOverItsOwnWeights() throws IOException {
    PolicyModel model = wanting(3).of(base);
    assertEquals(3, model.lora().orElseThrow().rank());
    assertSame(base.parameters(), model.parameters().frozen().orElseThrow());
  }

  @Test
  void anAdapterGoesOnIfTheSameOrNoneIsAskedFor() throws IOException {
    PolicyModel adapted = adapted();
    assertSame(adapted, wanting(0).of(adapted));
    assertSame(adapted, wanting(2).of(adapted));
    assertEquals(2, log.size());
  }

  @Test
  void anotherAdapterStartsFromTheMergedWeights() throws IOException {
    PolicyModel adapted = adapted();
    PolicyModel model = wanting(1).of(adapted);
    assertEquals(1, model.lora().orElseThrow().rank());
    assertArrayEquals(
        adapted.merged(1).parameterValues(),
        model.parameters().frozen().orElseThrow().values(),
        0f);
    assertTrue(PolicyModel.isModel(folder.resolve("base")), "the adapter's base is not on disk");
  }

  @Test
  void optionsNameWhatIsWrong() {
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class, () -> new LoraOptions(-1, 1, 0, QUERIES, false));
    assertEquals("rank: must be at least 0 (0 = no adapter), got -1", fault.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> new LoraOptions(0, 1, 0, List.of("head"), false));
  }
}
