package org.srl4j.models.huggingface.weights;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.ElementType;

/**
 * A checkpoint of llama2.c, version 0 (github.com/karpathy/llama2.c, export.py, {@code
 * legacy_export}): seven little-endian 32-bit integers (dim, hidden_dim, n_layers, n_heads,
 * n_kv_heads, vocab_size, seq_len; a negative vocabulary size = a head of its own), then F32
 * tensors, those of all layers together by kind.
 *
 * <p>Its rotary embedding turns neighbours (2i, 2i + 1) of a head, Hugging Face's turns (i, i +
 * D/2); the rows of q and k are put in the second order when they are read.
 */
public final class Llama2cFile implements WeightSource {
  private static final int HEADER_BYTES = 7 * Integer.BYTES;
  private static final int MAX_SIZE = 1 << 24;
  private static final double ROPE_BASE = 10_000;
  private static final double EPSILON = 1e-5;

  /** First number of the later versions, "ak42". */
  private static final int MAGIC = 0x616b3432;

  private final Path file;
  private final DecoderConfig config;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private long end = HEADER_BYTES;

  private record Place(List<Long> shape, long begin, boolean isRotated) {
    int count() {
      return Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
    }
  }

  private Llama2cFile(Path file, DecoderConfig config) {
    this.file = file;
    this.config = config;
  }

  /**
   * Reads and checks the header.
   *
   * @throws CheckpointFormatException if a size is out of range or the file has another length than
   *     the sizes ask for
   */
  public static Llama2cFile open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() < HEADER_BYTES) {
        throw new CheckpointFormatException(
            file, "header: must have " + HEADER_BYTES + " bytes, got " + channel.size());
      }
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      fill(channel, header, 0);
      Llama2cFile result = new Llama2cFile(file, config(file, header));
      result.place(channel.size());
      return result;
    }
  }

  private static DecoderConfig config(Path file, ByteBuffer header)
      throws CheckpointFormatException {
    if (header.getInt(0) == MAGIC) {
      throw new CheckpointFormatException(
          file, "header: version " + header.getInt(4) + " of llama2.c is not read, version 0 is");
    }
    int hidden = size(file, "dim", header.getInt());
    int inner = size(file, "hidden_dim", header.getInt());
    int layers = size(file, "n_layers", header.getInt());
    int heads = size(file, "n_heads", header.getInt());
    int keyValueHeads = size(file, "n_kv_heads", header.getInt());
    int signedVocabulary = header.getInt();
    int vocabulary = size(file, "vocab_size", Math.abs(signedVocabulary));
    int length = size(file, "seq_len", header.getInt());
    if (hidden % (2 * heads) != 0) {
      throw new CheckpointFormatException(
          file, "n_heads: dim " + hidden + " must be an even number per head, got " + heads);
    }
    try {
      return new DecoderConfig(
          vocabulary,
          hidden,
          inner,
          layers,
          heads,
          keyValueHeads,
          hidden / heads,
          ROPE_BASE,
          EPSILON,
          false,
          signedVocabulary > 0,
          length);
    } catch (IllegalArgumentException e) {
      throw new CheckpointFormatException(file, "header: " + e.getMessage(), e);
    }
  }

  private static int size(Path file, String field, int value) throws CheckpointFormatException {
    if (value < 1 || value > MAX_SIZE) {
      throw new CheckpointFormatException(
          file, field + ": must be from 1 to " + MAX_SIZE + ", got " + value);
    }
    return value;
  }

  /** Lays the tensors out in the order of the file. */
  private void place(long fileBytes) throws CheckpointFormatException {
    // Every layer has two gains, so this bounds the loops below by the file.
    if (8L * config.layers() * config.hiddenSize() > fileBytes) {
      throw new CheckpointFormatException(
          file, "n_layers: " + config.layers() + " layers do not fit " + fileBytes + " bytes");
    }
    long c = config.hiddenSize();
    long q = (long) config.heads() * config.headSize();
    long kv = (long) config.keyValueHeads() * config.headSize();
    long inner = config.innerSize();
    add("model.embed_tokens.weight", false, config.vocabularySize(), c);
    layers("input_layernorm", false, c);
    layers("self_attn.q_proj", true, q, c);
    layers("self_attn.k_proj", true, kv, c);
    layers("self_attn.v_proj", false, kv, c);
    layers("self_attn.o_proj", false, c, q);
    layers("post_attention_layernorm", false, c);
    layers("mlp.gate_proj", false, inner, c);
    layers("mlp.down_proj", false, c, inner);
    layers("mlp.up_proj", false, inner, c);
    add("model.norm.weight", false, c);
    end += (long) config.maxLength() * config.headSize() * Float.BYTES; // cosines and sines
    if (!config.tiedHead()) {
      add("lm_head.weight", false, config.vocabularySize(), c);
    }
    if (end != fileBytes) {
      throw new CheckpointFormatException(
          file, "must have " + end + " bytes by the sizes in its header, got " + fileBytes);
    }
  }

  private void layers(String name, boolean rotated, long... shape) {
    for (int layer = 0; layer < config.layers(); layer++) {
      add("model.layers." + layer + "." + name + ".weight", rotated, shape);
    }
  }

  private void add(String name, boolean rotated, long... shape) {
    List<Long> sizes = new ArrayList<>();
    long bytes = Float.BYTES;
    for (long size : shape) {
      sizes.add(size);
      bytes *= size;
    }
    places.put(name, new Place(sizes, end, rotated));
    end += bytes;
  }

  /** Sizes as the header gives them. */
  public DecoderConfig config() {
    return config;
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public Map<String, List<Long>> shapes() {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    places.forEach((name, place) -> shapes.put(name, place.shape()));
    return shapes;
  }

  @Override
  public ElementType storage() {
    return ElementType.F32;
  }

  @Override
  public void readInto(String name, float[] target, int offset) throws IOException {
    Place place = places.get(name);
    int count = place.count();
    int columns = Math.toIntExact(place.shape().get(place.shape().size() - 1));
    ByteBuffer bytes = ByteBuffer.allocate(columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (int row = 0; row < count / columns; row++) {
        int source = place.isRotated() ? sourceRow(row) : row;
        fill(channel, bytes.clear(), place.begin() + (long) source * columns * Float.BYTES);
        bytes.asFloatBuffer().get(target, offset + row * columns, columns);
      }
    }
  }

  /** Reads the whole buffer from a place of the file and flips it. */
  private static void fill(FileChannel channel, ByteBuffer buffer, long begin) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, begin + buffer.position()) < 0) {
        throw new EOFException("file ended at byte " + (begin + buffer.position()));
      }
    }
    buffer.flip();
  }

  /** Row of the file that holds row {@code d} of a head: 2i for d = i, 2i + 1 for d = i + D/2. */
  private int sourceRow(int row) {
    int size = config.headSize();
    int d = row % size;
    int half = size / 2;
    return row - d + (d < half ? 2 * d : 2 * (d - half) + 1);
  }
}
