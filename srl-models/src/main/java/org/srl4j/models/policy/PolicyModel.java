package org.srl4j.models.policy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.KernelSet;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.Storage;
import org.srl4j.core.graph.kernel.Workers;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.decoder.Decoder;
import org.srl4j.models.huggingface.ModelFolder;
import org.srl4j.models.huggingface.ModelOrigin;
import org.srl4j.models.huggingface.TokenIdText;
import org.srl4j.models.huggingface.weights.WeightFormat;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.ElementType;
import org.srl4j.models.io.SafeTensors;
import org.srl4j.models.io.Tensor;
import org.srl4j.models.io.TensorEntry;
import org.srl4j.models.tokenizer.Tokenizers;

/**
 * What a policy and its learner share: sizes, tokenizer, parameters, threads and memory. Not
 * thread-safe: one policy and one learner use it, one after the other.
 */
public final class PolicyModel {
  private static final int TOKENS_WITHOUT_KERNELS = 512;

  private final ModelOrigin origin;
  private final DecoderConfig config;
  private final Tokenizer tokenizer;
  private final Parameters parameters;
  private final KernelSet kernels;
  private final Workers workers;
  private final Storage arena = new Storage(0);

  private PolicyModel(ModelOrigin origin, Tokenizer tokenizer, KernelSet kernels, Workers workers) {
    this.origin = origin;
    this.config = origin.decoder();
    if (config.vocabularySize() < tokenizer.vocabularySize()) {
      throw new IllegalArgumentException(
          "vocabularySize: the tokenizer has "
              + tokenizer.vocabularySize()
              + " ids, the decoder only "
              + config.vocabularySize());
    }
    this.tokenizer = tokenizer;
    this.kernels = kernels;
    this.workers = workers;
    this.parameters = new Parameters(Decoder.parameters(config));
  }

  /**
   * A model with freshly drawn parameters.
   *
   * @param seed of the draws
   * @param threads of its kernels, at least 1
   */
  public static PolicyModel initialised(
      DecoderConfig config, Tokenizer tokenizer, long seed, int threads) {
    PolicyModel model =
        new PolicyModel(
            ModelOrigin.none(config), tokenizer, KernelSet.available(), Workers.of(threads));
    model.parameters.initialise(seed);
    return model;
  }

  /** The same sizes and tokenizer with a copy of the parameters and threads of its own. */
  public PolicyModel copy(int threads) {
    PolicyModel copy = new PolicyModel(origin, tokenizer, kernels, Workers.of(threads));
    copy.setParameters(parameters.values());
    return copy;
  }

  /** The same model without kernels, every op through ND4J. */
  public PolicyModel withoutKernels() {
    PolicyModel copy = new PolicyModel(origin, tokenizer, KernelSet.none(), workers);
    copy.setParameters(parameters.values());
    return copy;
  }

  /**
   * Reads a model: a folder that {@link #save} wrote, any other Hugging Face folder that {@link
   * ModelFolder} reads, or a llama2.c checkpoint. Without a tokenizer, texts are token ids.
   *
   * @param path the folder, or a llama2.c file
   * @param threads of its kernels, at least 1
   */
  public static PolicyModel load(Path path, int threads) throws IOException {
    ModelFolder folder = ModelFolder.open(path);
    PolicyModel model =
        new PolicyModel(
            folder.origin(), tokenizer(folder), KernelSet.available(), Workers.of(threads));
    folder.readInto(model.parameters);
    return model;
  }

  private static Tokenizer tokenizer(ModelFolder folder) throws IOException {
    int vocabularySize = folder.decoder().vocabularySize();
    Tokenizer tokenizer;
    try {
      tokenizer = Tokenizers.load(folder.folder());
    } catch (NoSuchFileException e) {
      int endId = folder.endIds().isEmpty() ? -1 : folder.endIds().get(0);
      return new TokenIdText(vocabularySize, endId);
    }
    if (tokenizer.vocabularySize() > vocabularySize) {
      throw new CheckpointFormatException(
          folder.folder().resolve(CheckpointFolder.CONFIG),
          "vocab_size: the tokenizer has "
              + tokenizer.vocabularySize()
              + " ids, the embedding only "
              + vocabularySize);
    }
    return tokenizer;
  }

  /** Writes a Hugging Face folder with F32 weights; see {@link #save(Path, WeightFormat)}. */
  public void save(Path folder) throws IOException {
    save(folder, WeightFormat.single(ElementType.F32));
  }

  /**
   * Writes a Hugging Face folder. Tokenizer files are those of the folder the model was read from,
   * byte for byte.
   *
   * @param folder an existing folder
   * @param format of the weights
   */
  public void save(Path folder, WeightFormat format) throws IOException {
    origin.write(folder, tokenizer, tensors(parameters, parameters.values(), ""), format);
  }

  /** Tensors of a flat array in the layout of the parameters; they share the array. */
  static List<Tensor> tensors(Parameters layout, float[] values, String prefix) {
    Map<String, Slice> slices = layout.slicesOf(new Storage(values));
    List<Tensor> tensors = new ArrayList<>();
    for (ParameterSpec spec : layout.specs()) {
      Slice slice = slices.get(spec.name());
      tensors.add(new Tensor(prefix + spec.name(), spec.shape(), values, slice.offset()));
    }
    return tensors;
  }

  /** A flat array in the layout of the parameters from a file of tensors. */
  static float[] read(Path file, Parameters layout, String prefix) throws IOException {
    SafeTensors tensors = SafeTensors.open(file);
    float[] values = new float[layout.values().length];
    Map<String, Slice> slices = layout.slicesOf(new Storage(values));
    for (ParameterSpec spec : layout.specs()) {
      String name = prefix + spec.name();
      Slice slice = slices.get(spec.name());
      TensorEntry entry = tensors.entries().get(name);
      List<Long> wanted = Arrays.stream(spec.shape()).boxed().toList();
      if (entry == null || !entry.shape().equals(wanted)) {
        throw new CheckpointFormatException(
            file, "tensor " + name + ": must be there with shape " + wanted + ", got " + entry);
      }
      tensors.readInto(name, 0, values, slice.offset(), slice.length());
    }
    return values;
  }

  /** Overwrites all parameters. */
  public void setParameters(float[] values) {
    float[] own = parameters.values();
    if (values.length != own.length) {
      throw new IllegalArgumentException(
          "parameters: the model has " + own.length + ", got " + values.length);
    }
    System.arraycopy(values, 0, own, 0, own.length);
    parameters.changed();
  }

  /** Sizes. */
  public DecoderConfig config() {
    return config;
  }

  /** The tokenizer. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** Ids that end a completion: the tokenizer's own and those the model's folder names. */
  Set<Integer> endIds() {
    Set<Integer> ids = new TreeSet<>(origin.endIds());
    ids.add(tokenizer.endOfSequenceId());
    return ids;
  }

  /** What the folder this model was read from says beyond sizes and weights. */
  public ModelOrigin origin() {
    return origin;
  }

  /** The parameters themselves, shared by policy and learner. */
  public Parameters parameters() {
    return parameters;
  }

  /** A copy of all parameters, in the order that {@link #setParameters} takes. */
  public float[] parameterValues() {
    return parameters.values().clone();
  }

  KernelSet kernels() {
    return kernels;
  }

  Workers workers() {
    return workers;
  }

  Storage arena() {
    return arena;
  }

  /** Tokens of a packed row; fewer without kernels, when attention keeps [H, T, T]. */
  int rowTokens(int wanted) {
    return hasKernels() ? wanted : Math.min(wanted, TOKENS_WITHOUT_KERNELS);
  }

  /** Whether the kernels that look across positions are there, and with them the cache. */
  public boolean hasKernels() {
    return kernels.find("causal_attention").isPresent() && kernels.find("rotary").isPresent();
  }
}
