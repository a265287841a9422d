package org.srl4j.models.policy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.LinearAdapter;
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
import org.srl4j.models.lora.AdapterFolder;
import org.srl4j.models.lora.LoraConfig;
import org.srl4j.models.lora.LowRankAdapter;
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
  private final Optional<LoraConfig> lora;
  private final Parameters parameters;
  private final KernelSet kernels;
  private final Workers workers;
  private final Storage arena = new Storage(0);
  private Optional<Path> home = Optional.empty(); // where the weights, or the frozen ones, lie

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
    this.lora = Optional.empty();
    this.kernels = kernels;
    this.workers = workers;
    this.parameters = new Parameters(Decoder.parameters(config));
  }

  /** The same sizes and tokenizer on other parameters. */
  private PolicyModel(
      PolicyModel other,
      Optional<LoraConfig> lora,
      Parameters parameters,
      KernelSet kernels,
      Workers workers) {
    this.origin = other.origin;
    this.config = other.config;
    this.tokenizer = other.tokenizer;
    this.lora = lora;
    this.parameters = parameters;
    this.kernels = kernels;
    this.workers = workers;
    this.home = lora.isPresent() ? other.home : Optional.empty();
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

  /**
   * The same sizes and tokenizer with a copy of the trained parameters and threads of its own; a
   * frozen base is shared.
   */
  public PolicyModel copy(int threads) {
    return new PolicyModel(this, lora, copyOfParameters(), kernels, Workers.of(threads));
  }

  /** The same model without kernels, every op through ND4J. */
  public PolicyModel withoutKernels() {
    return new PolicyModel(this, lora, copyOfParameters(), KernelSet.none(), workers);
  }

  private Parameters copyOfParameters() {
    List<ParameterSpec> specs = parameters.specs();
    Parameters copy =
        parameters
            .frozen()
            .map(base -> Parameters.over(base, specs))
            .orElseGet(() -> new Parameters(specs));
    System.arraycopy(parameters.values(), 0, copy.values(), 0, copy.values().length);
    copy.changed();
    return copy;
  }

  /**
   * This model, frozen, under a fresh adapter that is trained. The parameters are shared, not
   * copied: this model must not be trained meanwhile.
   *
   * @param config the adapter
   * @param seed of its first values
   * @param threads of the new model's kernels, at least 1
   * @throws IllegalStateException if there is an adapter already
   */
  public PolicyModel withAdapter(LoraConfig config, long seed, int threads) {
    if (lora.isPresent()) {
      throw new IllegalStateException("the model has an adapter; merge it before adding another");
    }
    Parameters over = Parameters.over(parameters, LowRankAdapter.parameters(config, this.config));
    over.initialise(seed);
    return new PolicyModel(this, Optional.of(config), over, kernels, Workers.of(threads));
  }

  /**
   * The adapter worked into the weights: W + scale B A (Hu et al., arXiv:2106.09685, section 4.1),
   * in double precision. A model without an adapter is returned as it is.
   *
   * @param threads of the new model's kernels, at least 1
   */
  public PolicyModel merged(int threads) {
    if (lora.isEmpty()) {
      return this;
    }
    Parameters base = parameters.frozen().orElseThrow();
    Parameters sum = new Parameters(base.specs());
    System.arraycopy(base.values(), 0, sum.values(), 0, sum.values().length);
    LowRankAdapter.merge(lora.get(), parameters, sum);
    return new PolicyModel(this, Optional.empty(), sum, kernels, Workers.of(threads));
  }

  /** The adapter, if there is one; then its parameters are the trained ones. */
  public Optional<LoraConfig> lora() {
    return lora;
  }

  /** What the linear layers of this model add. */
  LinearAdapter adapter(boolean training) {
    return lora.<LinearAdapter>map(l -> new LowRankAdapter(l, training)).orElse(LinearAdapter.NONE);
  }

  /** The decoder with the adapter, as it samples. */
  Decoder define(GraphScope scope) {
    return Decoder.define(scope.adapting(adapter(false)), config);
  }

  /**
   * Reads a model: a folder that {@link #save} wrote, an adapter's folder with the base that it
   * names, any other Hugging Face folder that {@link ModelFolder} reads, or a llama2.c checkpoint.
   * Without a tokenizer, texts are token ids.
   *
   * @param path the folder, or a llama2.c file
   * @param threads of its kernels, at least 1
   */
  public static PolicyModel load(Path path, int threads) throws IOException {
    if (AdapterFolder.isIn(path)) {
      AdapterFolder adapter = new AdapterFolder(path);
      PolicyModel base = load(adapter.base(), threads);
      PolicyModel model = base.withAdapter(adapter.settings().config(), 0, threads);
      adapter.readInto(model.parameters);
      return model;
    }
    ModelFolder folder = ModelFolder.open(path);
    PolicyModel model =
        new PolicyModel(
            folder.origin(), tokenizer(folder), KernelSet.available(), Workers.of(threads));
    folder.readInto(model.parameters);
    model.home = Optional.of(path.toAbsolutePath().normalize());
    return model;
  }

  /** Whether {@link #load} would find a model or an adapter here. */
  public static boolean isModel(Path path) throws IOException {
    return AdapterFolder.isIn(path) || ModelFolder.isModel(path);
  }

  private static Tokenizer tokenizer(ModelFolder folder) throws IOException {
    int vocabularySize = folder.decoder().vocabularySize();
    Tokenizer tokenizer;
    try {
      tokenizer = Tokenizers.load(folder.folder());
    } catch (NoSuchFileException e) {
      if (!folder.folder().toString().equals(e.getFile())) {
        throw e; // there is a tokenizer, and a file that belongs to it is missing
      }
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

  /**
   * Writes a Hugging Face folder with F32 weights; see {@link #save(Path, WeightFormat)}. Of a
   * model with an adapter, the adapter's folder is written, which names the base.
   */
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
    if (lora.isPresent()) {
      Optional<String> base = home.map(Path::toString);
      new AdapterFolder(folder).write(new AdapterFolder.Settings(lora.get(), base), parameters);
      return;
    }
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

  /**
   * Reads the trained parameters from a folder that {@link #save} wrote for this model.
   *
   * @throws IOException if the folder is of another kind of model or cannot be read
   */
  void restore(Path folder) throws IOException {
    if (lora.isEmpty()) {
      setParameters(read(CheckpointFolder.open(folder).weights(), parameters, ""));
      return;
    }
    AdapterFolder adapter = new AdapterFolder(CheckpointFolder.open(folder).path());
    LoraConfig saved = adapter.settings().config();
    if (!saved.equals(lora.get())) {
      throw new CheckpointFormatException(
          folder.resolve(AdapterFolder.CONFIG),
          "holds "
              + saved
              + ", this run trains "
              + lora.get()
              + "; use the settings it began with");
    }
    adapter.readInto(parameters);
  }

  /** Overwrites all trained parameters. */
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

  /** A copy of all trained parameters, in the order that {@link #setParameters} takes. */
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
