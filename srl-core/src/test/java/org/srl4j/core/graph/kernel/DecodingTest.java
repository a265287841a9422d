package org.srl4j.core.graph.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.graph.TokenLayout;
import org.srl4j.core.graph.kernel.KernelRunner.Input;
import org.srl4j.core.testing.PackedExample;

/** Kernels that look across positions give the same bits one token at a time. */
class DecodingTest {
  private static final int LENGTH = 21;
  private static final int HEADS = 4;
  private static final int KV_HEADS = 2;
  private static final int SIZE = 6;

  /** Positions [from, from + count) of the only sequence. */
  private static Input part(Input whole, int from, int count) {
    int width = (int) whole.shape()[2];
    float[] data = Arrays.copyOfRange(whole.data(), from * width, (from + count) * width);
    return new Input(data, 1, count, width);
  }

  private static float[] decode(
      String kind, Map<String, Double> attributes, DecodingState state, int at, Input... inputs) {
    state.place(0, state.slots()[0], at, (int) inputs[0].shape()[1]);
    Call call = KernelRunner.call(kind, attributes, inputs);
    return KernelRunner.run(call, 1, Optional.of(state), inputs).get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "21,9,6,0", "83,41,16,0", "83,41,32,0", "70,33,64,0", "70,7,34,0",
    "21,9,6,4", "83,41,16,16", "83,41,32,1", "70,33,64,23", "70,7,34,50"
  })
  void cachedAttentionEqualsWholeSequences(int length, int prompt, int size, int window) {
    Input q = Input.random(1, 1, length, (long) HEADS * size);
    Input k = Input.random(2, 1, length, (long) KV_HEADS * size);
    Input v = Input.random(3, 1, length, (long) KV_HEADS * size);
    Map<String, Double> attributes =
        Map.of(
            "heads", 4.0,
            "kv_heads", 2.0,
            "head_size", (double) size,
            "layer", 1.0,
            "window", (double) window);
    float[] whole = KernelRunner.run("causal_attention", attributes, q, k, v).get(0);
    DecodingState state = new DecodingState(3, length);
    state.slots()[0] = 1;
    Input[] first = {part(q, 0, prompt), part(k, 0, prompt), part(v, 0, prompt)};
    float[] start = decode("causal_attention", attributes, state, 0, first);
    int width = HEADS * size;
    assertArrayEquals(Arrays.copyOf(whole, prompt * width), start);
    state.share(1, 2, prompt);
    state.slots()[0] = 2;
    for (int t = prompt; t < length; t++) {
      Input[] next = {part(q, t, 1), part(k, t, 1), part(v, t, 1)};
      float[] y = decode("causal_attention", attributes, state, t, next);
      assertArrayEquals(Arrays.copyOfRange(whole, t * width, (t + 1) * width), y, "position " + t);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "40,16,0",
    "41,32,0",
    "70,64,0",
    "33,6,0",
    "40,16,12",
    "41,32,30",
    "70,64,45",
    "33,6,20"
  })
  void completionsOfOnePromptDecodedTogetherEqualWholeSequences(int prompt, int size, int window) {
    int group = 11; // more than a tile has rows; another sequence follows
    int length = prompt + 19;
    Map<String, Double> attributes =
        Map.of(
            "heads", 4.0,
            "kv_heads", 2.0,
            "head_size", (double) size,
            "layer", 0.0,
            "window", (double) window);
    DecodingState state = new DecodingState(group + 2, length);
    Input[][] whole = new Input[group + 1][];
    float[][] expected = new float[group + 1][];
    for (int g = 0; g <= group; g++) {
      whole[g] = completion(g == group ? 1 : 0, g, prompt, length, size);
      expected[g] = KernelRunner.run("causal_attention", attributes, whole[g]).get(0);
    }
    for (int first : new int[] {0, group}) {
      state.slots()[0] = first;
      decode("causal_attention", attributes, state, 0, parts(whole[first], 0, prompt));
    }
    for (int g = 1; g < group; g++) {
      state.share(0, g, prompt);
    }
    int width = HEADS * size;
    for (int t = prompt; t < length; t++) {
      Input[] rows = new Input[3];
      for (int i = 0; i < 3; i++) {
        int columns = (int) whole[0][i].shape()[2];
        float[] data = new float[(group + 1) * columns];
        for (int g = 0; g <= group; g++) {
          System.arraycopy(whole[g][i].data(), t * columns, data, g * columns, columns);
        }
        rows[i] = new Input(data, group + 1, 1, columns);
      }
      for (int g = 0; g <= group; g++) {
        state.place(g, g, t, 1);
      }
      Call call = KernelRunner.call("causal_attention", attributes, rows);
      float[] y = KernelRunner.run(call, 2, Optional.of(state), rows).get(0);
      for (int g = 0; g <= group; g++) {
        float[] row = Arrays.copyOfRange(y, g * width, (g + 1) * width);
        float[] wanted = Arrays.copyOfRange(expected[g], t * width, (t + 1) * width);
        assertArrayEquals(wanted, row, "completion " + g + ", position " + t);
      }
    }
  }

  /** q, k and v of a prompt and what follows it. */
  private static Input[] completion(long prompt, long own, int shared, int length, int size) {
    Input[] result = new Input[3];
    for (int i = 0; i < 3; i++) {
      int columns = (i == 0 ? HEADS : KV_HEADS) * size;
      Input input = Input.random(100 + 3 * own + i, 1, length, columns);
      Input beginning = Input.random(3 * prompt + i, 1, shared, columns);
      System.arraycopy(beginning.data(), 0, input.data(), 0, shared * columns);
      result[i] = input;
    }
    return result;
  }

  private static Input[] parts(Input[] whole, int from, int count) {
    return Arrays.stream(whole).map(x -> part(x, from, count)).toArray(Input[]::new);
  }

  /** Tokens of a packed row, one after another. */
  private static Input gathered(Input row, int... tokens) {
    int width = (int) row.shape()[2];
    float[] data = new float[tokens.length * width];
    for (int i = 0; i < tokens.length; i++) {
      System.arraycopy(row.data(), tokens[i] * width, data, i * width, width);
    }
    return new Input(data, 1, tokens.length, width);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 7})
  void aPackedRowGivesTheBitsOfItsSequencesAlone(int window) {
    int length = PackedExample.LENGTH + 2;
    Input q = Input.random(1, 1, length, HEADS * SIZE);
    Input k = Input.random(2, 1, length, KV_HEADS * SIZE);
    Input v = Input.random(3, 1, length, KV_HEADS * SIZE);
    Input visible = new Input(PackedExample.inputs(length).get(TokenLayout.VISIBLE), 3, length);
    Map<String, Double> sizes =
        Map.of("heads", 4.0, "kv_heads", 2.0, "head_size", 6.0, "window", (double) window);
    float[] packed = KernelRunner.run("causal_attention", sizes, q, k, v, visible).get(0);
    // the prompt, tokens 0 .. 5, then the third completion, tokens 11 .. 15
    int[] sequence = {0, 1, 2, 3, 4, 5, 11, 12, 13, 14, 15};
    Input[] alone = {gathered(q, sequence), gathered(k, sequence), gathered(v, sequence)};
    float[] expected = KernelRunner.run("causal_attention", sizes, alone).get(0);
    Input row = new Input(packed, 1, length, HEADS * SIZE);
    assertArrayEquals(expected, gathered(row, sequence).data());
  }

  @Test
  void aPrefixThatIsNotItsTreesRootIsRefused() {
    Input x = Input.random(1, 1, 4, 6);
    // tokens 2 and 3 name tokens 0 .. 0 as their prefix, but the span before them has two
    Input visible = new Input(new float[] {0, 0, 2, 2, 0, 0, 0, 0, 0, 0, 1, 1}, 3, 4);
    Map<String, Double> sizes = Map.of("heads", 1.0, "kv_heads", 1.0, "head_size", 6.0);
    assertThrows(
        IllegalArgumentException.class,
        () -> KernelRunner.run("causal_attention", sizes, x, x, x, visible));
  }

  @Test
  void aPromptMayComeInPartsAndTheCachesMayBeLaidOutAnew() {
    Input q = Input.random(1, 1, LENGTH, HEADS * SIZE);
    Input k = Input.random(2, 1, LENGTH, KV_HEADS * SIZE);
    Input v = Input.random(3, 1, LENGTH, KV_HEADS * SIZE);
    Map<String, Double> attributes =
        Map.of("heads", 4.0, "kv_heads", 2.0, "head_size", 6.0, "layer", 0.0);
    float[] whole = KernelRunner.run("causal_attention", attributes, q, k, v).get(0);
    DecodingState state = new DecodingState(5, 1);
    int width = HEADS * SIZE;
    for (int slots : new int[] {5, 2, 4}) {
      state.reserve(slots, LENGTH * (6 - slots));
      state.slots()[0] = state.spareSlot();
      assertEquals(slots - 1, state.spareSlot());
      for (int t = 0; t < LENGTH; t += 7) {
        Input[] next = {part(q, t, 7), part(k, t, 7), part(v, t, 7)};
        float[] y = decode("causal_attention", attributes, state, t, next);
        assertArrayEquals(Arrays.copyOfRange(whole, t * width, (t + 7) * width), y);
      }
    }
    assertThrows(IllegalArgumentException.class, () -> state.reserve(6, 1));
  }

  @Test
  void rotationContinuesAtTheRowsPosition() {
    Input x = Input.random(1, 1, LENGTH, HEADS * SIZE);
    Map<String, Double> attributes = Reference.rotaryOf(6, 100, 1);
    float[] whole = KernelRunner.run("rotary", attributes, x).get(0);
    DecodingState state = new DecodingState(1, LENGTH);
    for (int t = 0; t < LENGTH; t += 7) {
      float[] y = decode("rotary", attributes, state, t, part(x, t, 7));
      int width = HEADS * SIZE;
      assertArrayEquals(Arrays.copyOfRange(whole, t * width, (t + 7) * width), y);
    }
  }
}
