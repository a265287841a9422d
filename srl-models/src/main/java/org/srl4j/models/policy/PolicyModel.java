package org.srl4j.models.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.KernelSet;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.Storage;
import org.srl4j.core.graph.kernel.Workers;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.decoder.Decoder;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.JsonFiles;
import org.srl4j.models.io.SafeTensors;
import org.srl4j.models.io.Tensor;
import org.srl4j.models.tokenizer.Tokenizers;

/**
 * What a policy and its learner share: sizes, tokenizer, parameters, threads and memory. Not
 * thread-safe: one policy and one learner use it, one after the other.
 */
public final class PolicyModel {
  private static final int TOKENS_WITHOUT_KERNELS = 512;

  private final DecoderConfig config;
  private final Tokenizer tokenizer;
  private final Parameters parameters;
  private final KernelSet kernels;
  private final Workers workers;
  private final Storage arena = new Storage(0);

  private PolicyModel(
      DecoderConfig config, Tokenizer tokenizer, KernelSet kernels, Workers workers) {
    if (config.vocabularySize() < tokenizer.vocabularySize()) {
      throw new IllegalArgumentException(
          "vocabularySize: the tokenizer has "
              + tokenizer.vocabularySize()
              + " ids, the decoder only "
              + config.vocabularySize());
    }
    this.config = config;
    this.tokenizer = tokenizer;
    this.kernels = kernels;
    this.workers = workers;
    GraphScope scope = GraphScope.onParameters(1, 2);
    Decoder.define(scope, config);
    this.parameters = new Parameters(scope.parameters());
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
        new PolicyModel(config, tokenizer, KernelSet.available(), Workers.of(threads));
    model.parameters.initialise(seed);
    return model;
  }

  /** The same sizes and tokenizer with a copy of the parameters and threads of its own. */
  public PolicyModel copy(int threads) {
    PolicyModel copy = new PolicyModel(config, tokenizer, kernels, Workers.of(threads));
    copy.setParameters(parameters.values());
    return copy;
  }

  /** The same model without kernels, every op through ND4J. */
  public PolicyModel withoutKernels() {
    PolicyModel copy = new PolicyModel(config, tokenizer, KernelSet.none(), workers);
    copy.setParameters(parameters.values());
    return copy;
  }

  /**
   * Reads a folder that {@link #save} wrote.
   *
   * @param threads of its kernels, at least 1
   */
  public static PolicyModel load(Path folder, int threads) throws IOException {
    CheckpointFolder checkpoint = CheckpointFolder.open(folder);
    DecoderConfig config = JsonFiles.read(checkpoint.config(), DecoderConfig.class);
    PolicyModel model =
        new PolicyModel(
            config, Tokenizers.load(folder), KernelSet.available(), Workers.of(threads));
    model.setParameters(read(checkpoint.weights(), model.parameters, ""));
    return model;
  }

  /** Writes weights, config and tokenizer into a folder. */
  public void save(Path folder) throws IOException {
    CheckpointFolder checkpoint = new CheckpointFolder(folder);
    SafeTensors.write(
        checkpoint.weights(), tensors(parameters, parameters.values(), ""), Map.of("format", "pt"));
    JsonFiles.write(checkpoint.config(), config);
    tokenizer.save(folder);
  }

  /** Tensors of a flat array in the layout of the parameters. */
  static List<Tensor> tensors(Parameters layout, float[] values, String prefix) {
    Map<String, Slice> slices = layout.slicesOf(new Storage(values));
    List<Tensor> tensors = new ArrayList<>();
    for (ParameterSpec spec : layout.specs()) {
      Slice slice = slices.get(spec.name());
      float[] data = Arrays.copyOfRange(values, slice.offset(), slice.offset() + slice.length());
      tensors.add(new Tensor(prefix + spec.name(), spec.shape(), data));
    }
    return tensors;
  }

  /** A flat array in the layout of the parameters from a file of tensors. */
  static float[] read(Path file, Parameters layout, String prefix) throws IOException {
    SafeTensors tensors = SafeTensors.open(file);
    float[] values = new float[layout.values().length];
    Map<String, Slice> slices = layout.slicesOf(new Storage(values));
    for (ParameterSpec spec : layout.specs()) {
      Tensor tensor = tensors.read(prefix + spec.name());
      Slice slice = slices.get(spec.name());
      if (!Arrays.equals(tensor.shape(), spec.shape())) {
        throw new IOException(
            file
                + ": tensor "
                + tensor.name()
                + " has shape "
                + Arrays.toString(tensor.shape())
                + ", config.json asks for "
                + Arrays.toString(spec.shape()));
      }
      System.arraycopy(tensor.data(), 0, values, slice.offset(), slice.length());
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
