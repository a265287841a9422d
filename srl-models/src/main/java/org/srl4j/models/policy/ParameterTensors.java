package org.srl4j.models.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.Storage;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.io.SafeTensors;
import org.srl4j.models.io.Tensor;
import org.srl4j.models.io.TensorEntry;

/** Flat arrays of parameters as tensors with names, for files. */
final class ParameterTensors {
  private ParameterTensors() {}

  /** Tensors of a flat array in the layout of the parameters; they share the array. */
  static List<Tensor> of(Parameters layout, float[] values, String prefix) {
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
}
