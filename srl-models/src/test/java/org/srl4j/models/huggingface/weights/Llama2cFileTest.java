package org.srl4j.models.huggingface.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.models.io.CheckpointFormatException;

class Llama2cFileTest {
  // dim 4, hidden_dim 3, one layer, one head of 4, vocabulary 2, length 2. Floats: embedding 8,
  // gain 4, q 16, k 16, v 16, o 16, gain 4, gate 12, down 12, up 12, gain 4, cosines and sines 8.
  // 128 floats and 7 integers are 540 bytes.
  private static final int FLOATS = 8 + 4 + 4 * 16 + 4 + 3 * 12 + 4 + 8;

  @TempDir Path folder;

  /** Float i of the file has the value i. */
  private Path write(int extraFloats, int... header) throws IOException {
    int floats = FLOATS + extraFloats;
    ByteBuffer bytes = ByteBuffer.allocate(28 + 4 * floats).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(header).forEach(bytes::putInt);
    for (int i = 0; i < floats; i++) {
      bytes.putFloat(i);
    }
    return Files.write(folder.resolve("m.bin"), bytes.array());
  }

  private static float[] read(Llama2cFile file, String name) throws IOException {
    int count =
        (int)
            file.shapes().get(name).stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    float[] values = new float[count + 1];
    file.readInto(name, values, 1);
    return Arrays.copyOfRange(values, 1, values.length);
  }

  private static float[] range(int from, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = from + i;
    }
    return values;
  }

  @Test
  void tensorsLieInTheOrderOfTheFormat() throws IOException {
    Llama2cFile file = Llama2cFile.open(write(0, 4, 3, 1, 1, 1, 2, 2));
    String layer = "model.layers.0.";
    assertArrayEquals(range(0, 8), read(file, "model.embed_tokens.weight"));
    assertArrayEquals(range(8, 4), read(file, layer + "input_layernorm.weight"));
    assertArrayEquals(range(44, 16), read(file, layer + "self_attn.v_proj.weight"));
    assertArrayEquals(range(60, 16), read(file, layer + "self_attn.o_proj.weight"));
    assertArrayEquals(range(80, 12), read(file, layer + "mlp.gate_proj.weight"));
    assertArrayEquals(range(92, 12), read(file, layer + "mlp.down_proj.weight"));
    assertArrayEquals(range(104, 12), read(file, layer + "mlp.up_proj.weight"));
    assertArrayEquals(range(116, 4), read(file, "model.norm.weight"));
    assertEquals(List.of(4L, 3L), file.shapes().get(layer + "mlp.down_proj.weight"));
    assertTrue(file.config().tiedHead());
  }

  /**
   * Rows 0 to 3 of q begin at floats 12, 16, 20, 24; the pairs (0, 1), (2, 3) become (0, 2), (1,
   * 3).
   */
  @Test
  void rotatedRowsAreSplitIntoHalves() throws IOException {
    Llama2cFile file = Llama2cFile.open(write(0, 4, 3, 1, 1, 1, 2, 2));
    float[] q = read(file, "model.layers.0.self_attn.q_proj.weight");
    assertArrayEquals(new float[] {12, 20, 16, 24}, new float[] {q[0], q[4], q[8], q[12]});
  }

  @Test
  void negativeVocabularyMeansAHeadOfItsOwn() throws IOException {
    Llama2cFile file = Llama2cFile.open(write(8, 4, 3, 1, 1, 1, -2, 2));
    assertEquals(2, file.config().vocabularySize());
    assertArrayEquals(range(FLOATS, 8), read(file, "lm_head.weight"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4,3,1,1,1,-2,2 | must have 572 bytes by the sizes in its header, got 540",
        "4,3,1,1,1,3,2 | must have 556 bytes by the sizes",
        "0,3,1,1,1,2,2 | dim: must be from 1 to 16777216, got 0",
        "4,-3,1,1,1,2,2 | hidden_dim: must be from 1",
        "4,3,2000000000,1,1,2,2 | n_layers: must be from 1",
        "4,3,16000000,1,1,2,2 | layers: must be at most 10000",
        "4,3,1,3,1,2,2 | n_heads: dim 4 must be",
        "4,3,1,2,3,2,2 | header: keyValueHeads: must divide heads 2",
        "4,3,10000,1,1,2,2 | n_layers: 10000 layers do not fit 540 bytes",
        "4,3,1,1,1,-2147483648,2 | vocab_size: must be from 1",
        "4,3,1,1,1,2,2147483647 | seq_len: must be from 1",
        "16777216,16777216,1,1,1,16777216,16777216 | layers do not fit",
        "1634415666,2,1,1,1,2,2 | version 2 of llama2.c is not read"
      })
  void headerThatDoesNotFitTheFileIsNamed(String header, String said) throws IOException {
    int[] numbers = Arrays.stream(header.split(",")).mapToInt(Integer::parseInt).toArray();
    Path file = write(0, numbers);
    Exception e = assertThrows(CheckpointFormatException.class, () -> Llama2cFile.open(file));
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertTrue(e.getMessage().contains(said), e.getMessage());
  }

  @Test
  void fileShorterThanItsHeaderIsNamed() throws IOException {
    Path file = Files.write(folder.resolve("m.bin"), new byte[27]);
    Exception e = assertThrows(CheckpointFormatException.class, () -> Llama2cFile.open(file));
    assertTrue(e.getMessage().endsWith("header: must have 28 bytes, got 27"), e.getMessage());
  }
}
