package org.srl4j.models.huggingface;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.srl4j.models.block.LayerDesign;

/**
 * Where a model lies, and what its folder does not say well enough.
 *
 * @param path a model's folder or file, or an adapter's folder
 * @param base of an adapter, the folder of the whole model; empty = the one that it names
 * @param layers the layers' design; empty = the one that the folder records
 */
public record ModelSource(Path path, Optional<Path> base, Optional<LayerDesign> layers) {

  /** Rejects missing parts. */
  public ModelSource {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(layers, "layers");
  }

  /** As the folder says it. */
  public static ModelSource of(Path path) {
    return new ModelSource(path, Optional.empty(), Optional.empty());
  }

  /** With another base, if one is given. */
  public ModelSource withBase(Optional<Path> folder) {
    return new ModelSource(path, folder, layers);
  }

  /** With layers at hand. */
  public ModelSource withLayers(LayerDesign design) {
    return new ModelSource(path, base, Optional.of(design));
  }

  /** Of an adapter, the whole model. */
  public ModelSource ofBase(Path folder) {
    return new ModelSource(folder, Optional.empty(), layers);
  }
}
