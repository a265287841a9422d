package org.srl4j.models.huggingface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.block.LayerDesign;
import org.srl4j.models.block.RecordedDesign;
import org.srl4j.models.decoder.Decoder;
import org.srl4j.models.huggingface.config.ModelConfig;
import org.srl4j.models.huggingface.weights.Llama2cFile;
import org.srl4j.models.huggingface.weights.TensorFiles;
import org.srl4j.models.huggingface.weights.WeightSource;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.io.CheckpointFormatException;

/**
 * A model on disk: a folder as transformers writes it ({@code config.json}, safetensors), or a
 * checkpoint of llama2.c. Opening reads and checks everything but the values, so that nothing large
 * is allocated for a file that does not fit. Nothing stays open.
 */
public final class ModelFolder {
  /** Ids with which llama2.c ends a text: the beginning of the next one, and the end. */
  private static final List<Integer> LLAMA2C_END_IDS = List.of(1, 2);

  private final Path folder;
  private final ModelConfig config;
  private final LayerDesign design;
  private final WeightSource weights;
  private final GenerationConfig generation;
  private final CompanionFiles companions;

  private ModelFolder(Path folder, ModelConfig config, LayerDesign design, WeightSource weights)
      throws IOException {
    this.folder = folder;
    this.config = config;
    this.design = design;
    this.weights = weights;
    Path file = folder.resolve(GenerationConfig.FILE);
    this.generation =
        Files.isRegularFile(file)
            ? GenerationConfig.read(file, config.decoder().vocabularySize())
            : GenerationConfig.none();
    this.companions = CompanionFiles.read(folder);
    requireFit();
  }

  /**
   * Opens a model.
   *
   * @param path a folder with {@code config.json} and {@code model.safetensors} (or its shards and
   *     {@code model.safetensors.index.json}), a folder with one llama2.c {@code .bin}, or such a
   *     file itself
   * @throws NoSuchFileException if there is none
   * @throws CheckpointFormatException if config or weights cannot be used; names file and field
   * @throws IOException if a file cannot be read
   */
  public static ModelFolder open(Path path) throws IOException {
    return open(path, Optional.empty());
  }

  /**
   * Opens a model, as {@link #open(Path)} does, whose layers are given.
   *
   * @param layers the layers' design; empty = the one that the folder records, whose class must
   *     then be on the class path
   * @throws CheckpointFormatException also if the folder records another design
   */
  public static ModelFolder open(Path path, Optional<LayerDesign> layers) throws IOException {
    if (Files.isRegularFile(path)) {
      return llama2c(path, layers);
    }
    Path folder = CheckpointFolder.open(path).path();
    Path configFile = folder.resolve(CheckpointFolder.CONFIG);
    List<Path> bins = Files.isRegularFile(configFile) ? List.of() : llama2cFiles(folder);
    if (bins.size() == 1) {
      return llama2c(bins.get(0), layers);
    }
    ModelConfig config = ModelConfig.read(configFile);
    LayerDesign design = design(configFile, config, layers);
    TensorFiles weights = tensors(folder);
    HeadChoice head = HeadChoice.of(config, weights);
    return new ModelFolder(folder, config.withHead(head.tied(), head.warnings()), design, weights);
  }

  private static LayerDesign design(Path file, ModelConfig config, Optional<LayerDesign> given)
      throws CheckpointFormatException {
    RecordedDesign recorded = config.design().orElse(RecordedDesign.of(LayerDesign.STOCK));
    if (given.isPresent()) {
      RecordedDesign other = RecordedDesign.of(given.get());
      if (!other.equals(recorded)) {
        throw new CheckpointFormatException(
            file,
            "layer_design: the model has the layers "
                + recorded
                + ", it cannot be read as "
                + other);
      }
      return given.get();
    }
    try {
      return recorded.build();
    } catch (IllegalArgumentException e) {
      throw new CheckpointFormatException(
          file,
          e.getMessage()
              + "; put the class on the class path, or load the folder with the design at hand",
          e);
    }
  }

  /** Whether {@link #open} would find weights here. */
  public static boolean isModel(Path path) throws IOException {
    return Files.isRegularFile(path)
        || Files.isRegularFile(path.resolve(CheckpointFolder.WEIGHTS))
        || Files.isRegularFile(path.resolve(TensorFiles.INDEX))
        || Files.isDirectory(path) && llama2cFiles(path).size() == 1;
  }

  private static TensorFiles tensors(Path folder) throws IOException {
    Path single = folder.resolve(CheckpointFolder.WEIGHTS);
    Path index = folder.resolve(TensorFiles.INDEX);
    if (!Files.isRegularFile(single) && !Files.isRegularFile(index)) {
      throw new NoSuchFileException(
          single.toString(),
          null,
          "no weights; the folder must hold this file or " + TensorFiles.INDEX);
    }
    return Files.isRegularFile(single) ? TensorFiles.single(single) : TensorFiles.sharded(index);
  }

  private static ModelFolder llama2c(Path file, Optional<LayerDesign> layers) throws IOException {
    Llama2cFile weights = Llama2cFile.open(file);
    ModelConfig config = ModelConfig.of(weights.config()).withEndIds(LLAMA2C_END_IDS);
    LayerDesign design = design(file, config, layers);
    return new ModelFolder(file.toAbsolutePath().getParent(), config, design, weights);
  }

  /** Files that may be a llama2.c checkpoint: {@code .bin}, but not its tokenizer. */
  private static List<Path> llama2cFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".bin"))
          .filter(file -> !file.getFileName().toString().startsWith("tok"))
          .filter(Files::isRegularFile)
          .toList();
    }
  }

  /** Compares the header of the weights with what the sizes ask for. */
  private void requireFit() throws CheckpointFormatException {
    Map<String, List<Long>> shapes = weights.shapes();
    if (config.decoder().layers() > shapes.size()) {
      throw new CheckpointFormatException(
          weights.file(),
          "holds "
              + shapes.size()
              + " tensors, too few for num_hidden_layers "
              + config.decoder().layers());
    }
    Set<String> unknown = new TreeSet<>(shapes.keySet());
    long elements = 0;
    for (ParameterSpec spec : Decoder.parameters(config.decoder(), design)) {
      List<Long> wanted = Arrays.stream(spec.shape()).boxed().toList();
      requireShape(spec.name(), wanted, shapes.get(spec.name()));
      unknown.remove(spec.name());
      elements += wanted.stream().reduce(1L, Math::multiplyExact);
    }
    unknown.removeIf(name -> name.endsWith(".rotary_emb.inv_freq"));
    if (config.decoder().tiedHead()) {
      unknown.remove(HeadChoice.HEAD); // the same values
    }
    if (!unknown.isEmpty()) {
      throw new CheckpointFormatException(
          weights.file(),
          "tensors that the model of config.json does not have: "
              + unknown.stream().limit(5).collect(Collectors.joining(", ")));
    }
    if (elements > Integer.MAX_VALUE - 8) {
      throw new CheckpointFormatException(
          weights.file(),
          "holds "
              + elements
              + " parameters; a model must fit one Java array of 2^31 - 9 floats, so at most about"
              + " 2.1 billion parameters");
    }
  }

  private void requireShape(String name, List<Long> wanted, List<Long> found)
      throws CheckpointFormatException {
    if (found == null) {
      throw new CheckpointFormatException(
          weights.file(), "tensor " + name + " is missing; config.json asks for it, " + wanted);
    }
    if (!found.equals(wanted)) {
      throw new CheckpointFormatException(
          weights.file(),
          "tensor " + name + ": shape must be " + wanted + " by config.json, got " + found);
    }
  }

  /** The folder, in which the tokenizer lies too. */
  public Path folder() {
    return folder;
  }

  /** Sizes. */
  public DecoderConfig decoder() {
    return config.decoder();
  }

  /** The layers' design. */
  public LayerDesign design() {
    return design;
  }

  /** What was not understood or had to be decided, a line each. */
  public List<String> warnings() {
    return config.warnings();
  }

  /** All but the weights, for the folder that the model is written to. */
  public ModelOrigin origin() {
    return new ModelOrigin(
        config.with(design), companions, generation, endIds(), weights.storage());
  }

  /** Ids that end a completion by {@code generation_config.json}, else by {@code config.json}. */
  public List<Integer> endIds() {
    return generation.endIds().isEmpty() ? config.endIds() : generation.endIds();
  }

  /**
   * Reads all weights, one tensor after another, straight into place.
   *
   * @param parameters of {@link #decoder()}'s layout
   * @throws IOException if a file cannot be read
   */
  public void readInto(Parameters parameters) throws IOException {
    for (ParameterSpec spec : parameters.specs()) {
      Slice slice = parameters.slice(spec.name());
      weights.readInto(spec.name(), slice.data(), slice.offset());
    }
    parameters.changed();
  }
}
