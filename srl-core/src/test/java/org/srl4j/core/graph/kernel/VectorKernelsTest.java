package org.srl4j.core.graph.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.srl4j.core.graph.kernel.KernelRunner.assertClose;
import static org.srl4j.core.graph.kernel.KernelRunner.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.graph.kernel.KernelRunner.Input;

/** Every kernel against its scalar definition, at sizes that leave rests everywhere. */
class VectorKernelsTest {
  /** Single precision has 6e-8; sums here are short, and the worst seen is 6e-7. */
  private static final double TOLERANCE = 2e-6;

  /** A chain of 16,384 additions: about sqrt(16384) * 6e-8 = 8e-6. */
  private static final double LONG_SUM_TOLERANCE = 3e-5;

  private static Map<String, Double> flags(boolean ta, boolean tb) {
    return Map.of("transpose_a", ta ? 1.0 : 0, "transpose_b", tb ? 1.0 : 0);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,5,7", "4,32,16", "5,33,17", "9,70,300", "66,3,2"})
  void products(int m, int n, int k) {
    for (int i = 0; i < 4; i++) {
      boolean ta = i % 2 == 1;
      boolean tb = i / 2 == 1;
      Input a = ta ? Input.random(1, k, m) : Input.random(1, m, k);
      Input b = tb ? Input.random(2, n, k) : Input.random(2, k, n);
      double[] expected = Reference.matmul(a.doubles(), b.doubles(), m, n, k, ta, tb);
      float[] actual = run("matmul", flags(ta, tb), a, b).get(0);
      assertClose(expected, actual, TOLERANCE, "transposed " + ta + " " + tb);
    }
  }

  @Test
  void sumsAndProductsOfEqualShapesAndOfAVectorAlongRows() {
    Input x = Input.random(1, 2, 3, 5);
    Input same = Input.random(2, 2, 3, 5);
    Input vector = Input.random(3, 5);
    float[] sum = run("add", Map.of(), x, same).get(0);
    float[] sumOfRows = run("add", Map.of(), x, vector).get(0);
    float[] product = run("multiply", Map.of(), x, same).get(0);
    float[] productOfRows = run("multiply", Map.of(), x, vector).get(0);
    for (int i = 0; i < 30; i++) {
      assertEquals(x.data()[i] + same.data()[i], sum[i], 0f);
      assertEquals(x.data()[i] + vector.data()[i % 5], sumOfRows[i], 0f);
      assertEquals(x.data()[i] * same.data()[i], product[i], 0f);
      assertEquals(x.data()[i] * vector.data()[i % 5], productOfRows[i], 0f);
    }
  }

  @Test
  void rowsAreSummed() {
    Input x = new Input(new float[] {1, 2, 3, 10, 20, 30, 100, 200, 300, 0, 0, 1}, 2, 2, 3);
    assertArrayEquals(new float[] {111, 222, 334}, run("sum_rows", Map.of(), x).get(0));
  }

  @ParameterizedTest
  @CsvSource({"1,5", "37,19", "3,64"})
  void rootMeanSquareNorm(int rows, int width) {
    Input x = Input.random(1, rows, width);
    Input gain = Input.random(2, width);
    Input dy = Input.random(3, rows, width);
    Map<String, Double> epsilon = Map.of("epsilon", 0.01);
    Reference.Function f = in -> Reference.rmsNorm(in[0], in[1], 0.01);
    double[][] in = {x.doubles(), gain.doubles()};
    assertClose(f.apply(in), run("rms_norm", epsilon, x, gain).get(0), TOLERANCE, "y");
    List<float[]> gradients = run("rms_norm_grad", epsilon, x, gain, dy);
    for (int i = 0; i < 2; i++) {
      double[] expected = Reference.gradient(f, dy.doubles(), i, in);
      assertClose(expected, gradients.get(i), TOLERANCE, "gradient " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 37, 130})
  void gatedUnit(int n) {
    Input gate = Input.random(1, n);
    gate.data()[0] = 100; // sigmoid 1
    gate.data()[1] = -100; // sigmoid 0, nothing overflows
    Input up = Input.random(2, n);
    Input dy = Input.random(3, n);
    Reference.Function f = in -> Reference.swiGlu(in[0], in[1]);
    double[][] in = {gate.doubles(), up.doubles()};
    assertClose(f.apply(in), run("swiglu", Map.of(), gate, up).get(0), TOLERANCE, "y");
    List<float[]> gradients = run("swiglu_grad", Map.of(), gate, up, dy);
    for (int i = 0; i < 2; i++) {
      double[] expected = Reference.gradient(f, dy.doubles(), i, in);
      assertClose(expected, gradients.get(i), TOLERANCE, "gradient " + i);
    }
  }

  @Test
  void aLongGatedUnitIsSplitBetweenThreads() {
    Input gate = Input.random(1, 3, 4099);
    Input up = Input.random(2, 3, 4099);
    double[] expected = Reference.swiGlu(gate.doubles(), up.doubles());
    assertClose(expected, run("swiglu", Map.of(), gate, up).get(0), TOLERANCE, "y");
  }

  @ParameterizedTest
  @CsvSource({"1,2,1", "5,6,3", "70,18,2"})
  void rotation(int length, int size, int heads) {
    Input x = Input.random(1, 2, length, heads * size);
    Map<String, Double> forward = Reference.rotaryOf(size, 100, 1.25);
    double[] expected = Reference.rotary(x.doubles(), length, heads * size, size, 100, 0);
    for (int i = 0; i < expected.length; i++) {
      expected[i] *= 1.25;
    }
    float[] y = run("rotary", forward, x).get(0);
    assertClose(expected, y, TOLERANCE, "y");
    Map<String, Double> back = new HashMap<>(Reference.rotaryOf(size, 100, 0.8));
    back.put("direction", -1.0);
    float[] again = run("rotary", back, new Input(y, x.shape())).get(0);
    assertClose(x.doubles(), again, TOLERANCE, "turned back");
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1,2,0", "5,2,2,16,0", "7,4,2,6,0", "17,2,1,6,0", "6,3,1,18,0",
    "1,1,1,2,1", "5,2,2,16,2", "7,4,2,6,3", "17,2,1,6,9", "6,3,1,18,6"
  })
  void attention(int t, int heads, int kvHeads, int size, int window) {
    Input q = Input.random(1, 2, t, (long) heads * size);
    Input k = Input.random(2, 2, t, (long) kvHeads * size);
    Input v = Input.random(3, 2, t, (long) kvHeads * size);
    Input dy = Input.random(4, 2, t, (long) heads * size);
    Reference.Attention a = new Reference.Attention(t, heads, kvHeads, size, window);
    Map<String, Double> sizes = a.attributes();
    Reference.Function f = in -> Reference.attention(in, a);
    double[][] in = {q.doubles(), k.doubles(), v.doubles()};
    assertClose(f.apply(in), run("causal_attention", sizes, q, k, v).get(0), TOLERANCE, "y");
    List<float[]> gradients = run("causal_attention_grad", sizes, q, k, v, dy);
    double[][] formula = Reference.attentionGradient(in, dy.doubles(), a);
    for (int i = 0; i < 3; i++) {
      double[] expected = Reference.gradient(f, dy.doubles(), i, in);
      assertClose(expected, gradients.get(i), TOLERANCE, "gradient " + i);
      assertArrayEquals(expected, formula[i], TOLERANCE, "formula of gradient " + i);
    }
  }

  /** More queries than a tile or the backward pass takes at once, whole and broken vectors. */
  @ParameterizedTest
  @CsvSource({
    "33,2,1,34,0", "64,1,1,32,0", "70,4,2,16,0", "131,2,2,64,0", "67,1,1,128,0", "90,2,1,8,0",
    "33,2,1,34,5", "64,1,1,32,16", "70,4,2,16,17", "131,2,2,64,100", "67,1,1,128,1", "90,2,1,8,33"
  })
  void attentionOfManyTiles(int t, int heads, int kvHeads, int size, int window) {
    Input q = Input.random(1, 2, t, (long) heads * size);
    Input k = Input.random(2, 2, t, (long) kvHeads * size);
    Input v = Input.random(3, 2, t, (long) kvHeads * size);
    Input dy = Input.random(4, 2, t, (long) heads * size);
    Reference.Attention a = new Reference.Attention(t, heads, kvHeads, size, window);
    Map<String, Double> sizes = a.attributes();
    double[][] in = {q.doubles(), k.doubles(), v.doubles()};
    double[] expected = Reference.attention(in, a);
    assertClose(expected, run("causal_attention", sizes, q, k, v).get(0), TOLERANCE, "y");
    double[][] formula = Reference.attentionGradient(in, dy.doubles(), a);
    List<float[]> gradients = run("causal_attention_grad", sizes, q, k, v, dy);
    for (int i = 0; i < 3; i++) {
      assertClose(formula[i], gradients.get(i), TOLERANCE, "gradient " + i);
    }
  }

  /** Large enough for more than one thread; {@code run} compares the bits with one thread's. */
  @Test
  void largeTensorsAreSplitBetweenThreads() {
    Input x = Input.random(1, 700, 101);
    Input vector = Input.random(2, 101);
    float[] sum = run("add", Map.of(), x, Input.random(3, 700, 101)).get(0);
    assertEquals(700 * 101, sum.length);
    float[] product = run("multiply", Map.of(), x, vector).get(0);
    float[] columns = new float[101];
    for (int i = 0; i < product.length; i++) {
      assertEquals(x.data()[i] * vector.data()[i % 101], product[i]);
      columns[i % 101] += x.data()[i];
    }
    assertArrayEquals(columns, run("sum_rows", Map.of(), x).get(0));
    run("rms_norm_grad", Map.of("epsilon", 1e-6), x, vector, Input.random(4, 700, 101));
    int[] ids = new int[700];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i % 7;
    }
    Input table = Input.random(5, 7, 101);
    float[] rows = run("embedding", Map.of(), Input.ids(ids), table).get(0);
    assertEquals(table.data()[5 * 101 + 3], rows[698 * 101 + 3]); // 698 = 99 * 7 + 5
    float[] expected = new float[7 * 101];
    for (int i = 0; i < x.data().length; i++) {
      expected[i / 101 % 7 * 101 + i % 101] += x.data()[i];
    }
    assertArrayEquals(expected, run("embedding_grad", Map.of(), Input.ids(ids), table, x).get(0));
  }

  @Test
  void rowsWithoutUpstreamGradientAreLeftOut() {
    Input hidden = Input.random(1, 5, 4);
    Input weight = Input.random(2, 4, 3);
    Input targets = Input.ids(0, 1, 2, 1, 0);
    Input dy = new Input(new float[] {0, 2, 0, -1, 0}, 5);
    List<float[]> all = run("token_log_prob_grad", Map.of(), hidden, weight, targets, dy);
    Input kept = new Input(new float[8], 2, 4);
    System.arraycopy(hidden.data(), 4, kept.data(), 0, 4);
    System.arraycopy(hidden.data(), 12, kept.data(), 4, 4);
    Input some = new Input(new float[] {2, -1}, 2);
    List<float[]> alone = run("token_log_prob_grad", Map.of(), kept, weight, Input.ids(1, 1), some);
    float[] expected = new float[20];
    System.arraycopy(alone.get(0), 0, expected, 4, 4);
    System.arraycopy(alone.get(0), 4, expected, 12, 4);
    assertArrayEquals(expected, all.get(0));
    assertArrayEquals(alone.get(1), all.get(1));
    Input none = new Input(new float[5], 5);
    List<float[]> nothing = run("token_log_prob_grad", Map.of(), hidden, weight, targets, none);
    assertArrayEquals(new float[20], nothing.get(0));
    assertArrayEquals(new float[12], nothing.get(1));
  }

  @Test
  void embedding() {
    Input ids = Input.ids(2, 0, 2, 3);
    Input table = Input.random(1, 4, 3);
    float[] rows = run("embedding", Map.of(), ids, table).get(0);
    for (int i = 0; i < 12; i++) {
      assertEquals(table.data()[(int) ids.data()[i / 3] * 3 + i % 3], rows[i], 0f);
    }
    Input dy = new Input(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 4, 3);
    // row 0: second dy; row 1: none; row 2: first + third; row 3: fourth
    assertArrayEquals(
        new float[] {4, 5, 6, 0, 0, 0, 8, 10, 12, 10, 11, 12},
        run("embedding_grad", Map.of(), ids, table, dy).get(0));
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "19,21,0.7", "3,64,1.5"})
  void logSoftmax(int rows, int vocabulary, double temperature) {
    Input logits = Input.random(1, rows, vocabulary);
    double[] expected = Reference.logSoftmax(logits.doubles(), vocabulary, temperature);
    List<float[]> out = run("log_softmax", Map.of("temperature", temperature), logits);
    assertClose(expected, out.get(0), TOLERANCE, "log p");
    double[] p = Arrays.stream(expected).map(Math::exp).toArray();
    assertClose(p, out.get(1), TOLERANCE, "p");
  }

  @ParameterizedTest
  @CsvSource({"1,1,2,1,false", "9,5,21,0.7,true", "19,6,37,1.5,false", "19,6,37,1,true"})
  void tokenLogProb(int rows, int width, int vocabulary, double temperature, boolean transposed) {
    Input hidden = Input.random(1, rows, width);
    Input weight =
        transposed ? Input.random(2, vocabulary, width) : Input.random(2, width, vocabulary);
    int[] ids = new Random(3).ints(rows, 0, vocabulary).toArray();
    Input targets = Input.ids(ids);
    Map<String, Double> attributes =
        Map.of("temperature", temperature, "transposed", transposed ? 1.0 : 0);
    Reference.Function logProbs =
        in ->
            Reference.logSoftmax(
                Reference.matmul(in[0], in[1], rows, vocabulary, width, false, transposed),
                vocabulary,
                temperature);
    double[][] in = {hidden.doubles(), weight.doubles()};
    double[] all = logProbs.apply(in);
    double[] entropy = new double[rows];
    for (int i = 0; i < all.length; i++) {
      entropy[i / vocabulary] -= all[i] * Math.exp(all[i]);
    }
    List<float[]> out = run("token_log_prob", attributes, hidden, weight, targets);
    assertClose(chosen(all, ids), out.get(0), TOLERANCE, "log p");
    assertClose(entropy, out.get(1), TOLERANCE, "entropy");
    Input dy = Input.random(4, rows);
    List<float[]> gradients = run("token_log_prob_grad", attributes, hidden, weight, targets, dy);
    for (int i = 0; i < 2; i++) {
      double[] expected =
          Reference.gradient(x -> chosen(logProbs.apply(x), ids), dy.doubles(), i, in);
      assertClose(expected, gradients.get(i), TOLERANCE, "gradient " + i);
    }
  }

  private static double[] chosen(double[] all, int[] ids) {
    double[] result = new double[ids.length];
    for (int i = 0; i < ids.length; i++) {
      result[i] = all[i * (all.length / ids.length) + ids[i]];
    }
    return result;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLargeVocabularyGoesThroughInChunksThatAddUp(boolean transposed) {
    // 2^18 / 16384 = 16 rows a chunk, so 17 rows take two
    int rows = 17;
    int vocabulary = 16_384;
    Input hidden = Input.random(1, rows, 2);
    Input weight = transposed ? Input.random(2, vocabulary, 2) : Input.random(2, 2, vocabulary);
    int[] ids = new Random(3).ints(rows, 0, 50).toArray();
    Input dy = Input.random(4, rows);
    Map<String, Double> attributes = Map.of("transposed", transposed ? 1.0 : 0);
    List<float[]> gradients =
        run("token_log_prob_grad", attributes, hidden, weight, Input.ids(ids), dy);
    double[] logits =
        Reference.matmul(
            hidden.doubles(), weight.doubles(), rows, vocabulary, 2, false, transposed);
    double[] d = Reference.logSoftmax(logits, vocabulary, 1);
    for (int i = 0; i < d.length; i++) {
      int row = i / vocabulary;
      double oneHot = i % vocabulary == ids[row] ? 1 : 0;
      d[i] = (oneHot - Math.exp(d[i])) * dy.data()[row];
    }
    double[] dHidden =
        Reference.matmul(d, weight.doubles(), rows, 2, vocabulary, false, !transposed);
    double[] dWeight =
        transposed
            ? Reference.matmul(d, hidden.doubles(), vocabulary, 2, rows, true, false)
            : Reference.matmul(hidden.doubles(), d, 2, vocabulary, rows, true, false);
    assertClose(dHidden, gradients.get(0), LONG_SUM_TOLERANCE, "hidden");
    assertClose(dWeight, gradients.get(1), TOLERANCE, "weight");
  }

  @ParameterizedTest
  @CsvSource({"matmul,2 3 4;3 4 5", "add,4;2 4", "multiply,2 3;2 1", "rotary,4 6"})
  void callsThatNoKernelServesAreLeftToNd4j(String kind, String shapes) {
    List<long[]> list =
        Arrays.stream(shapes.split(";"))
            .map(s -> Arrays.stream(s.split(" ")).mapToLong(Long::parseLong).toArray())
            .toList();
    KernelFactory factory = KernelRunner.factory(kind);
    assertTrue(factory.outputShapes(new Call(kind, Map.of(), list)).isEmpty());
  }

  /** A row alone, narrower than a vector, has the bits that it has among others. */
  @Test
  void aShortGatedUnitHasTheBitsOfALongOne() {
    Input gate = Input.random(1, 60);
    Input up = Input.random(2, 60);
    Input dy = Input.random(3, 60);
    Input[] whole = {gate, up, dy};
    for (int n : new int[] {1, 3, 7}) {
      Input[] few = new Input[3];
      for (int i = 0; i < 3; i++) {
        few[i] = new Input(Arrays.copyOf(whole[i].data(), n), n);
      }
      assertArrayEquals(
          Arrays.copyOf(run("swiglu", Map.of(), gate, up).get(0), n),
          run("swiglu", Map.of(), few[0], few[1]).get(0));
      List<float[]> gradients = run("swiglu_grad", Map.of(), whole);
      List<float[]> ofFew = run("swiglu_grad", Map.of(), few);
      for (int i = 0; i < 2; i++) {
        assertArrayEquals(Arrays.copyOf(gradients.get(i), n), ofFew.get(i));
      }
    }
  }
}
