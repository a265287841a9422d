package org.srl4j.models.policy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.LinearAdapter;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.KernelSet;
import org.srl4j.core.graph.kernel.Storage;
import org.srl4j.core.graph.kernel.Workers;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.block.LayerDesign;
import org.srl4j.models.decoder.Decoder;
import org.srl4j.models.huggingface.ModelFolder;
import org.srl4j.models.huggingface.ModelOrigin;
import org.srl4j.models.huggingface.ModelSource;
import org.srl4j.models.huggingface.TokenIdText;
import org.srl4j.models.huggingface.weights.WeightFormat;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.Checksums;
import org.srl4j.models.io.ElementType;
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
  private final LayerDesign design;
  private final Tokenizer tokenizer;
  private final Optional<LoraConfig> lora;
  private final Parameters parameters;
  private final KernelSet kernels;
  private final Workers workers;
  private final Storage arena = new Storage(0);
  private Optional<Path> home = Optional.empty(); // where the weights, or the frozen ones, lie

  private PolicyModel(
      ModelOrigin origin, LayerDesign design, Tokenizer tokenizer, Workers workers) {
    this.origin = origin;
    this.config = origin.decoder();
    this.design = design;
    if (config.vocabularySize() < tokenizer.vocabularySize()) {
      throw new IllegalArgumentException(
          "vocabularySize: the tokenizer has "
              + tokenizer.vocabularySize()
              + " ids, the decoder only "
              + config.vocabularySize());
    }
    this.tokenizer = tokenizer;
    this.lora = Optional.empty();
    this.kernels = KernelSet.available();
    this.workers = workers;
    MemoryCheck.ofThisProcess(warning -> {}).requireWeights(config);
    this.parameters = new Parameters(Decoder.parameters(config, design));
  }

  /** The same sizes and tokenizer on other parameters. */
  private PolicyModel(
      PolicyModel other,
      LayerDesign design,
      Optional<LoraConfig> lora,
      Parameters parameters,
      KernelSet kernels,
      Workers workers) {
    this.origin = design.equals(other.design) ? other.origin : other.origin.with(design);
    this.config = other.config;
    this.design = design;
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
            ModelOrigin.none(config), LayerDesign.STOCK, tokenizer, Workers.of(threads));
    model.parameters.initialise(seed);
    return model;
  }

  /**
   * The same sizes and tokenizer with a copy of the trained parameters and threads of its own; a
   * frozen base is shared.
   */
  public PolicyModel copy(int threads) {
    return new PolicyModel(this, design, lora, copyOfParameters(), kernels, Workers.of(threads));
  }

  /** The same model without kernels, every op through ND4J. */
  public PolicyModel withoutKernels() {
    return new PolicyModel(this, design, lora, copyOfParameters(), KernelSet.none(), workers);
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
    Parameters over =
        Parameters.over(parameters, LowRankAdapter.parameters(config, this.config, design));
    over.initialise(seed);
    return new PolicyModel(this, design, Optional.of(config), over, kernels, Workers.of(threads));
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
    return new PolicyModel(this, design, Optional.empty(), sum, kernels, Workers.of(threads));
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
    return defineAs(scope.adapting(adapter(false)));
  }

  /** The decoder with the adapter of the scope. */
  Decoder defineAs(GraphScope scope) {
    return Decoder.define(scope, config, design);
  }

  /**
   * The same weights under layers of another design; parameters that only the new layers have are
   * drawn. A folder that the model is saved to records the design.
   *
   * @param newDesign what the layers are made of
   * @param seed of the draws
   * @param threads of the new model's kernels, at least 1
   * @throws IllegalStateException if there is an adapter; merge it first
   * @throws IllegalArgumentException if a parameter of the same name has another shape, or the
   *     design cannot be recorded
   */
  public PolicyModel withLayers(LayerDesign newDesign, long seed, int threads) {
    if (lora.isPresent()) {
      throw new IllegalStateException("the model has an adapter; merge it before changing layers");
    }
    Parameters own = new Parameters(Decoder.parameters(config, newDesign));
    own.initialise(seed);
    own.copyFrom(parameters);
    return new PolicyModel(this, newDesign, lora, own, kernels, Workers.of(threads));
  }

  /** Reads the model of a folder or file; see {@link #load(ModelSource, int)}. */
  public static PolicyModel load(Path path, int threads) throws IOException {
    return load(ModelSource.of(path), threads);
  }

  /**
   * Reads a model: a folder that {@link #save} wrote, an adapter's folder with its base, any other
   * Hugging Face folder that {@link ModelFolder} reads, or a llama2.c checkpoint. Without a
   * tokenizer, texts are token ids. What had to be decided is in {@link ModelOrigin#warnings()}.
   *
   * @param source where it lies
   * @param threads of its kernels, at least 1
   * @throws CheckpointFormatException if a file cannot be used, or the layers are of another design
   */
  public static PolicyModel load(ModelSource source, int threads) throws IOException {
    if (AdapterFolder.isIn(source.path())) {
      AdapterFolder adapter = new AdapterFolder(source.path());
      PolicyModel base = load(source.ofBase(adapter.base(source.base())), threads);
      PolicyModel model = base.withAdapter(adapter.settings(base.parameters.specs()), 0, threads);
      adapter.readInto(model.parameters);
      return model;
    }
    if (source.base().isPresent()) {
      throw new IllegalArgumentException(
          "base: " + source.path() + " is no adapter's folder, only an adapter has a base");
    }
    ModelFolder folder = ModelFolder.open(source.path(), source.layers());
    PolicyModel model =
        new PolicyModel(folder.origin(), folder.design(), tokenizer(folder), Workers.of(threads));
    folder.readInto(model.parameters);
    model.home = Optional.of(source.path().toAbsolutePath().normalize());
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
      new AdapterFolder(folder).write(lora.get(), base, parameters);
      return;
    }
    origin.write(
        folder, tokenizer, ParameterTensors.of(parameters, parameters.values(), ""), format);
  }

  /**
   * Reads the trained parameters from a folder that {@link #save} wrote for this model.
   *
   * @throws IOException if the folder is of another kind of model or cannot be read
   */
  void restore(Path folder) throws IOException {
    CheckpointFolder checkpoint = CheckpointFolder.open(folder);
    if (lora.isEmpty()) {
      ModelFolder.open(checkpoint.path(), Optional.of(design)); // refuses other layers
      setParameters(ParameterTensors.read(checkpoint.weights(), parameters, ""));
      return;
    }
    AdapterFolder adapter = new AdapterFolder(checkpoint.path());
    adapter.requireSettings(lora.get(), parameters.frozen().orElseThrow().specs());
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

  /** How many weights there are, those of a frozen base included. */
  public long parameterCount() {
    return parameters.allValues().stream().mapToLong(values -> values.length).sum();
  }

  /** A copy of all trained parameters, in the order that {@link #setParameters} takes. */
  public float[] parameterValues() {
    return parameters.values().clone();
  }

  /** What the layers are made of; all but the stock design is one's own code. */
  public LayerDesign layers() {
    return design;
  }

  /** SHA-256 over all weights bit by bit, a frozen base's first; 64 hexadecimal digits. */
  public String checksum() {
    return Checksums.sha256(parameters.allValues());
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
    return caches() ? wanted : Math.min(wanted, TOKENS_WITHOUT_KERNELS);
  }

  /** Whether the kernels that look across positions are there, and with them the cache. */
  public boolean hasKernels() {
    return kernels.find("causal_attention").isPresent() && kernels.find("rotary").isPresent();
  }

  /** Whether sampling keeps keys and values. */
  boolean caches() {
    return hasKernels() && design.cached();
  }
}
