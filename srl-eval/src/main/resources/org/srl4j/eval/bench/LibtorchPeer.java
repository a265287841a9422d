import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.embedding;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.log_softmax;
import static org.bytedeco.pytorch.global.torch.multinomial;
import static org.bytedeco.pytorch.global.torch.rms_norm;
import static org.bytedeco.pytorch.global.torch.scaled_dot_product_attention;
import static org.bytedeco.pytorch.global.torch.silu;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The decoder of the bench on libtorch, as one writes it there: fused causal attention, gradients
 * by backward(), sampling with a preallocated key/value cache. Not part of the product: the bench
 * compiles it on demand, on a class path of its own.
 *
 * <p>Arguments are {@code key=value}; see {@code EngineSetup}. The protocol is {@code
 * EngineWorker}'s. The argument {@code warm} only loads the native libraries.
 */
public final class LibtorchPeer {
  private final Map<String, String> setup;
  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private final int heads;
  private final int headSize;
  private final int hidden;
  private final int layers;
  private final int vocabulary;
  private final double epsilon;
  private final Tensor cos;
  private final Tensor sin;

  /** Keys and values of one layer, [B, H, longest, D]. */
  private record Cache(Tensor keys, Tensor values) {}

  private LibtorchPeer(Map<String, String> setup) throws IOException {
    this.setup = setup;
    this.heads = number("heads");
    this.headSize = number("headSize");
    this.hidden = number("hidden");
    this.layers = number("layers");
    this.vocabulary = number("vocabulary");
    this.epsilon = Double.parseDouble(setup.get("normEpsilon"));
    torch.set_num_threads(number("threads"));
    torch.set_num_interop_threads(1);
    torch.manual_seed(1);
    read(Path.of(setup.get("weights")));
    int longest = Math.max(number("length"), number("promptLength") + number("newTokens"));
    double base = Double.parseDouble(setup.get("ropeBase"));
    this.cos = angles(longest, base, true);
    this.sin = angles(longest, base, false);
  }

  public static void main(String[] args) throws IOException {
    if (args[0].equals("warm")) {
      torch.get_num_threads();
      return;
    }
    Map<String, String> setup = new HashMap<>();
    for (String arg : args) {
      setup.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
    }
    LibtorchPeer peer = new LibtorchPeer(setup);
    boolean trains = setup.get("case").equals("train-step");
    System.out.println("srl-bench ready");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); "run".equals(line); line = in.readLine()) {
      long start = System.nanoTime();
      double value = trains ? peer.trainStep() : peer.rollout();
      System.out.println("srl-bench " + (System.nanoTime() - start) / 1e6 + " " + value);
    }
  }

  private int number(String key) {
    return Integer.parseInt(setup.get(key));
  }

  /** The weights' list has a line "name size size ..." for each, in the order of the floats. */
  private void read(Path file) throws IOException {
    ByteBuffer data = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    for (String line : Files.readAllLines(Path.of(file + ".txt"))) {
      String[] words = line.split(" ");
      long[] shape = Arrays.stream(words, 1, words.length).mapToLong(Long::parseLong).toArray();
      float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
      data.asFloatBuffer().get(values);
      data.position(data.position() + 4 * values.length);
      Tensor tensor = Tensor.create(values, shape);
      tensor.set_requires_grad(true);
      weights.put(words[0], tensor);
    }
  }

  /** Cosines or sines of both halves of a head, [T, D]. */
  private Tensor angles(int positions, double base, boolean cosine) {
    float[] table = new float[positions * headSize];
    int half = headSize / 2;
    for (int p = 0; p < positions; p++) {
      for (int i = 0; i < headSize; i++) {
        double angle = p * Math.pow(base, -(double) (i % half) / half);
        table[p * headSize + i] = (float) (cosine ? Math.cos(angle) : Math.sin(angle));
      }
    }
    return Tensor.create(table, positions, headSize);
  }

  private double trainStep() {
    try (PointerScope scope = new PointerScope()) {
      int batch = number("batch");
      int length = number("length");
      long[] tokens = numbers("tokens");
      long[] targets = numbers("targets");
      for (Tensor weight : weights.values()) {
        weight.mutable_grad().reset();
      }
      Tensor logits = logits(forward(Tensor.create(tokens, batch, length), 0, null));
      Tensor loss =
          cross_entropy_loss(
              logits.view((long) batch * length, vocabulary),
              Tensor.create(targets, (long) batch * length));
      loss.backward();
      return loss.item_float();
    }
  }

  private double rollout() {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard()) {
      int prompts = number("prompts");
      int group = number("group");
      int length = number("promptLength");
      int newTokens = number("newTokens");
      Tensor ids = Tensor.create(numbers("tokens"), prompts, 1, length);
      ids = ids.expand(prompts, group, length).reshape((long) prompts * group, length);
      Cache[] caches = new Cache[layers];
      for (int layer = 0; layer < layers; layer++) {
        caches[layer] = cache(prompts * group, length + newTokens);
      }
      Tensor last = forward(ids, 0, caches).narrow(1, length - 1, 1);
      double logProbs = 0;
      for (int t = 0; t < newTokens; t++) {
        try (PointerScope step = new PointerScope()) {
          Tensor distribution = log_softmax(logits(last).squeeze(1), -1);
          Tensor token = multinomial(distribution.exp(), 1);
          logProbs += distribution.gather(1, token).sum().item_float();
          if (t + 1 < newTokens) {
            last = forward(token, length + t, caches);
            scope.attach(last);
          }
        }
      }
      return logProbs / ((double) prompts * group * newTokens);
    }
  }

  private Cache cache(int rows, int longest) {
    return new Cache(
        torch.empty(rows, heads, longest, headSize), torch.empty(rows, heads, longest, headSize));
  }

  private long[] numbers(String key) {
    return Arrays.stream(setup.get(key).split(",")).mapToLong(Long::parseLong).toArray();
  }

  private Tensor weight(String name) {
    return weights.get(name + ".weight");
  }

  private Tensor logits(Tensor states) {
    boolean tied = Boolean.parseBoolean(setup.get("tied"));
    return linear(states, weight(tied ? "model.embed_tokens" : "lm_head"));
  }

  /** Hidden states [B, T, C] of tokens [B, T] that stand from a position on. */
  private Tensor forward(Tensor ids, int position, Cache[] caches) {
    Tensor x = embedding(weight("model.embed_tokens"), ids);
    for (int layer = 0; layer < layers; layer++) {
      String name = "model.layers." + layer + ".";
      Cache cache = caches == null ? null : caches[layer];
      Tensor normed = norm(x, name + "input_layernorm");
      x = x.add(attention(normed, name + "self_attn.", position, cache));
      Tensor middle = norm(x, name + "post_attention_layernorm");
      Tensor gate = silu(linear(middle, weight(name + "mlp.gate_proj")));
      Tensor inner = gate.mul(linear(middle, weight(name + "mlp.up_proj")));
      x = x.add(linear(inner, weight(name + "mlp.down_proj")));
    }
    return norm(x, "model.norm");
  }

  private Tensor norm(Tensor x, String name) {
    return rms_norm(
        x, new long[] {hidden}, new TensorOptional(weight(name)), new DoubleOptional(epsilon));
  }

  private Tensor attention(Tensor x, String name, int position, Cache cache) {
    long batch = x.size(0);
    long length = x.size(1);
    Tensor q = rotated(split(linear(x, weight(name + "q_proj"))), position);
    Tensor k = rotated(split(linear(x, weight(name + "k_proj"))), position);
    Tensor v = split(linear(x, weight(name + "v_proj")));
    if (cache != null) {
      cache.keys.narrow(2, position, length).copy_(k);
      cache.values.narrow(2, position, length).copy_(v);
      k = cache.keys.narrow(2, 0, position + length);
      v = cache.values.narrow(2, 0, position + length);
    }
    Tensor y =
        scaled_dot_product_attention(
            q, k, v, new TensorOptional(), 0.0, length > 1, new DoubleOptional(), false);
    return linear(
        y.transpose(1, 2).reshape(batch, length, (long) heads * headSize), weight(name + "o_proj"));
  }

  /** [B, T, H * D] to [B, H, T, D]. */
  private Tensor split(Tensor x) {
    return x.view(x.size(0), x.size(1), heads, headSize).transpose(1, 2);
  }

  private Tensor rotated(Tensor x, int position) {
    long length = x.size(2);
    TensorVector halves = x.chunk(2, -1);
    Tensor turned = torch.cat(new TensorVector(halves.get(1).neg(), halves.get(0)), -1);
    return x.mul(cos.narrow(0, position, length)).add(turned.mul(sin.narrow(0, position, length)));
  }
}
