package org.srl4j.models.huggingface.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.srl4j.models.io.ElementType;

/** Named tensors on disk, in Hugging Face's names and layout, whatever the files look like. */
public interface WeightSource {

  /** Named in errors. */
  Path file();

  /** Shape by name. */
  Map<String, List<Long>> shapes();

  /** Type of the stored elements if it is the same for all and can be written, else F32. */
  ElementType storage();

  /**
   * Reads a whole tensor as floats.
   *
   * @param target receives the values from {@code offset} on, row-major
   * @throws IOException if the file cannot be read
   */
  void readInto(String name, float[] target, int offset) throws IOException;
}
