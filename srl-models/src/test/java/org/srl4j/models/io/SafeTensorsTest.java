package org.srl4j.models.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.testing.SharedData;

class SafeTensorsTest {
  @TempDir Path folder;

  @Test
  void writtenTensorsReadBackBitForBit() throws IOException {
    float[] values = {
      0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, Float.NEGATIVE_INFINITY
    };
    Path file = folder.resolve("a.safetensors");
    SafeTensors.write(
        file,
        List.of(
            new Tensor("w", new long[] {2, 3}, values),
            new Tensor("scalar", new long[0], new float[] {7}),
            new Tensor("none", new long[] {0, 5}, new float[0])),
        Map.of("format", "pt", "note", "ä\"\n"));

    SafeTensors read = SafeTensors.open(file);

    assertEquals(List.of("none", "scalar", "w"), List.copyOf(read.entries().keySet()));
    assertEquals(Map.of("format", "pt", "note", "ä\"\n"), read.metadata());
    assertEquals(List.of(2L, 3L), read.entries().get("w").shape());
    assertArrayEquals(values, read.read("w").data());
    assertArrayEquals(new float[] {7}, read.read("scalar").data());
    assertArrayEquals(new long[] {0, 5}, read.read("none").shape());
  }

  @Test
  void bytesAreThoseOfTheFormat() throws IOException {
    Path file = folder.resolve("a.safetensors");
    SafeTensors.write(
        file,
        List.of(
            new Tensor("b", new long[] {1}, new float[] {1}),
            new Tensor("a", new long[] {2}, new float[] {2, -0.5f})),
        Map.of());
    // The header has 108 characters, padded with blanks to 112; then 2 = 40000000, -0.5 = bf000000,
    // 1 = 3f800000, little-endian.
    String json =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}";
    int padded = (json.length() + 7) / 8 * 8;
    ByteBuffer wanted = ByteBuffer.allocate(8 + padded + 12).order(ByteOrder.LITTLE_ENDIAN);
    wanted.putLong(padded).put((json + " ".repeat(padded - json.length())).getBytes());
    wanted.put(new byte[] {0, 0, 0, 0x40, 0, 0, 0, (byte) 0xbf, 0, 0, (byte) 0x80, 0x3f});
    assertArrayEquals(wanted.array(), Files.readAllBytes(file));
  }

  @Test
  void failedWriteKeepsTheOldFileAndLeavesNothingBehind() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Tensor tensor = new Tensor("a", new long[] {1}, new float[] {1});
    SafeTensors.write(file, List.of(tensor), Map.of());
    byte[] before = Files.readAllBytes(file);

    assertThrows(
        IllegalArgumentException.class,
        () -> SafeTensors.write(file, List.of(tensor, tensor), Map.of()));
    assertThrows(
        IOException.class,
        () ->
            AtomicFiles.write(
                file,
                temporary -> {
                  Files.writeString(temporary, "half");
                  throw new IOException("disk full");
                }));

    assertArrayEquals(before, Files.readAllBytes(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(Set.of(file), Set.copyOf(files.toList()));
    }
  }

  /** Values of struct.unpack('<e', ...) in Python 3.11. */
  @ParameterizedTest
  @CsvSource({
    "3C00, 1.0",
    "C000, -2.0",
    "7BFF, 65504.0",
    "0001, 5.960464477539063e-08",
    "8000, -0.0",
    "7C00, Infinity",
    "FC00, -Infinity",
    "3555, 0.333251953125",
    "03FF, 6.097555160522461e-05"
  })
  void halfIsExact(String bits, float value) throws IOException {
    short half = (short) Integer.parseInt(bits, 16);
    byte[] data = {(byte) half, (byte) (half >> 8)};
    Path file = write("{'a':{'dtype':'F16','shape':[],'data_offsets':[0,2]}}", data);
    assertArrayEquals(new float[] {value}, SafeTensors.open(file).read("a").data());
  }

  /** Rounded to nearest, ties to even: halves of struct.pack('<e', ...) in Python 3.11. */
  @ParameterizedTest
  @CsvSource({
    "F16, 1.0, 3C00",
    "F16, -2.0, C000",
    "F16, 65504.0, 7BFF",
    "F16, 65519.0, 7BFF",
    "F16, 5.960464477539063e-08, 0001",
    "F16, 2.9802322e-08, 0000",
    "F16, 2.9802326e-08, 0001",
    "F16, 8.940697e-08, 0002",
    "F16, 6.1035156e-05, 0400",
    "F16, 6.100535e-05, 03FF",
    "F16, 6.100535392761230e-05, 0400",
    "F16, -0.0, 8000",
    "F16, Infinity, 7C00",
    "F16, NaN, 7E00",
    "F16, 1.0004883, 3C00",
    "F16, 1.0014648, 3C02",
    "F16, 0.33333334, 3555",
    "BF16, 1.0, 3F80",
    "BF16, 1.00390625, 3F80",
    "BF16, 1.01171875, 3F82",
    "BF16, 1.0039064, 3F81",
    "BF16, -Infinity, FF80",
    "BF16, NaN, 7FC0",
    "BF16, 3.4028235e38, 7F80"
  })
  void narrowTypesRoundToNearestEven(ElementType type, float value, String bits)
      throws IOException {
    Path file = folder.resolve("a.safetensors");
    Tensor tensor = new Tensor("a", new long[] {1}, new float[] {value});
    SafeTensors.write(file, List.of(tensor), Map.of(), type);
    byte[] bytes = Files.readAllBytes(file);
    int found = (bytes[bytes.length - 1] & 0xFF) << 8 | bytes[bytes.length - 2] & 0xFF;
    assertEquals(bits, String.format("%04X", found));
    assertEquals(type, SafeTensors.open(file).entries().get("a").type());
  }

  @ParameterizedTest
  @CsvSource({"F16", "BF16"})
  void everyNarrowValueSurvivesReadingAndWriting(ElementType type) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(2 << 16).order(ByteOrder.LITTLE_ENDIAN);
    for (int bits = 0; bits < 1 << 16; bits++) {
      data.putShort((short) bits);
    }
    Path file =
        write(
            "{'a':{'dtype':'" + type + "','shape':[65536],'data_offsets':[0,131072]}}",
            data.array());
    Tensor read = SafeTensors.open(file).read("a");
    Path copy = folder.resolve("copy.safetensors");
    SafeTensors.write(copy, List.of(read), Map.of(), type);
    byte[] written = Files.readAllBytes(copy);
    ByteBuffer tail =
        ByteBuffer.wrap(written, written.length - (2 << 16), 2 << 16)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int bits = 0; bits < 1 << 16; bits++) {
      int back = tail.getShort() & 0xFFFF;
      if (!Float.isNaN(read.data()[bits])) { // a NaN comes back as one, perhaps another
        assertEquals(bits, back);
      }
    }
  }

  @Test
  void valuesBeyondHalfPrecisionAreRefusedByName() {
    Tensor tensor = new Tensor("big", new long[] {2}, new float[] {1, -65520});
    Path file = folder.resolve("a.safetensors");
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> SafeTensors.write(file, List.of(tensor), Map.of(), ElementType.F16));
    assertEquals("tensor big: -65520.0 is beyond F16; write BF16 or F32", e.getMessage());
    e =
        assertThrows(
            IllegalArgumentException.class,
            () -> SafeTensors.write(file, List.of(tensor), Map.of(), ElementType.I8));
    assertEquals("type: must be F32, F16 or BF16 to be written, got I8", e.getMessage());
  }

  @Test
  void partOfATensorIsReadIntoAnArray() throws IOException {
    Path file = folder.resolve("a.safetensors");
    float[] all = {1, 2, 3, 4, 5};
    SafeTensors.write(file, List.of(new Tensor("a", new long[] {3}, all, 1)), Map.of());
    float[] target = new float[4];
    SafeTensors.open(file, 8).readInto("a", 0, target, 1, 3);
    assertArrayEquals(new float[] {0, 2, 3, 4}, target);
    SafeTensors.open(file).readInto("a", 2, target, 0, 1);
    assertArrayEquals(new float[] {4, 2, 3, 4}, target);
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> SafeTensors.open(file).readInto("a", 1, target, 0, 3));
  }

  @Test
  void brainFloatIsTheUpperHalfAndDoubleIsRounded() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    data.putDouble(0.1).putShort((short) 0xC049); // c0490000 = -3.140625
    Path file =
        write(
            "{'d':{'dtype':'F64','shape':[1],'data_offsets':[0,8]},"
                + "'b':{'dtype':'BF16','shape':[1],'data_offsets':[8,10]}}",
            data.array());
    SafeTensors read = SafeTensors.open(file);
    assertEquals(-3.140625f, read.read("b").data()[0]);
    assertEquals(0.1f, read.read("d").data()[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | tensor a: shape [2] of F32 takes"
            + " 8",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}} | tensor a: data_offsets: must"
            + " hold",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | tensor a: data_offsets: must be"
            + " ordered",
        "{'a':{'dtype':'F32','shape':[9],'data_offsets':[0,36]}} | tensor a: data_offsets: must be"
            + " ordered",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0]}} | tensor a: data_offsets: must be"
            + " [begin",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,1e1]}} | tensor a: data_offsets: must"
            + " hold",
        "{'a':{'dtype':'F33','shape':[1],'data_offsets':[0,4]}} | tensor a: dtype: must be one of"
            + " [F64,",
        "{'a':{'shape':[1],'data_offsets':[0,4]}} | tensor a: dtype: must be one of",
        "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | tensor a: shape: must hold"
            + " whole",
        "{'a':{'dtype':'F32','shape':4,'data_offsets':[0,4]}} | tensor a: shape: must be a list",
        "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,4]}} | exceeds 64"
            + " bits",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':1}} | tensor a: unknown field x",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | tensor a: leaves a hole",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | data section: tensors end at byte"
            + " 4",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],"
            + "'data_offsets':[4,8]}} | tensor b: overlaps",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],"
            + "'data_offsets':[0,8]}} | Duplicate field 'a'",
        "{'__metadata__':{'x':1}} | __metadata__: the value of x must be a string",
        "{'a':{ | header: not valid JSON",
        "[1,2] | header: must be a JSON object",
        "{'a':7} | tensor a: dtype",
      })
  void hostileHeaderIsRefusedByName(String header, String fault) throws IOException {
    Path file = write(header, new byte[8]);
    Exception e = assertThrows(CheckpointFormatException.class, () -> SafeTensors.open(file));
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertTrue(e.getMessage().contains(fault), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"-1", "9223372036854775807", "100000001", "17", "1", "0"})
  void headerLengthBeyondTheFileIsRefused(long length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    Path file = Files.write(folder.resolve("b.safetensors"), bytes.array());
    Exception e = assertThrows(CheckpointFormatException.class, () -> SafeTensors.open(file));
    assertTrue(e.getMessage().contains("header length: must be from 2 to 16"), e.getMessage());
  }

  @Test
  void fileShorterThanEightBytesIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("b.safetensors"), new byte[7]);
    Exception e = assertThrows(CheckpointFormatException.class, () -> SafeTensors.open(file));
    assertTrue(e.getMessage().endsWith("the header's length, got 7"), e.getMessage());
  }

  @Test
  void integersAreListedButNotRead() throws IOException {
    Path file = write("{'a':{'dtype':'I64','shape':[1],'data_offsets':[0,8]}}", new byte[8]);
    SafeTensors read = SafeTensors.open(file);
    assertEquals(ElementType.I64, read.entries().get("a").type());
    Exception e = assertThrows(CheckpointFormatException.class, () -> read.read("a"));
    assertTrue(e.getMessage().contains("tensor a: dtype I64 is not read"), e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> read.read("b"));
    assertTrue(e.getMessage().endsWith("has no tensor b; it has [a]"), e.getMessage());
  }

  /**
   * A sparse file of 3 GB: the last tensor lies behind 2^31 bytes, the first spans many windows.
   */
  @Test
  void tensorBehindTwoGigabytesIsRead() throws IOException {
    long first = 3L << 30;
    String header =
        "{'a':{'dtype':'U8','shape':["
            + first
            + "],'data_offsets':[0,"
            + first
            + "]},"
            + "'z':{'dtype':'F32','shape':[2],'data_offsets':["
            + first
            + ","
            + (first + 8)
            + "]}}";
    Path file = write(header, new byte[0]);
    ByteBuffer tail = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    tail.putFloat(1.5f).putFloat(-2f).flip();
    try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.position(channel.size() + first).write(tail);
    }
    assertArrayEquals(new float[] {1.5f, -2f}, SafeTensors.open(file).read("z").data());
  }

  @Test
  void tensorLargerThanTheWindowIsReadInPieces() throws IOException {
    float[] values = {1, 2, 3, 4, 5};
    Path file = folder.resolve("a.safetensors");
    SafeTensors.write(
        file,
        List.of(
            new Tensor("a", new long[] {1}, new float[] {9}),
            new Tensor("b", new long[] {5}, values)),
        Map.of());
    assertArrayEquals(values, SafeTensors.open(file, 8).read("b").data());
  }

  /** Counts and sums made with Python's struct and math.fsum over all tensors. */
  @ParameterizedTest
  @CsvSource({
    "stories260K_hf, F32, 47, 260032, 8359.392599290755, -14.691442941950683",
    "tiny_llama_verl, BF16, 39, 795776, 1466.1473669737393, 1175.531228851527",
    "tiny_qwen2_random, F32, 26, 113216, 1050.281313897967, 312.08433224078857"
  })
  void realCheckpointHasTheSumsComputedElsewhere(
      String model, ElementType type, int tensors, int values, double squares, double sum)
      throws IOException {
    SafeTensors read = SafeTensors.open(SharedData.file("models/" + model + "/model.safetensors"));
    assertEquals(tensors, read.entries().size());
    int count = 0;
    double foundSquares = 0;
    double foundSum = 0;
    for (TensorEntry entry : read.entries().values()) {
      assertEquals(type, entry.type());
      for (float value : read.read(entry.name()).data()) {
        count++;
        foundSquares += (double) value * value;
        foundSum += value;
      }
    }
    assertEquals(values, count);
    assertEquals(squares, foundSquares, 1e-9 * squares);
    assertEquals(sum, foundSum, 1e-7); // naive summation of 1e5 to 1e6 doubles
  }

  private Path write(String header, byte[] data) throws IOException {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json).put(data);
    return Files.write(folder.resolve("h.safetensors"), bytes.array());
  }
}
