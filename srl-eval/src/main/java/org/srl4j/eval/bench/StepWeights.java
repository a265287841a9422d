package org.srl4j.eval.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;

/** The decoder's weights as a plain file, for peers. */
final class StepWeights {
  private StepWeights() {}

  /**
   * Writes little-endian floats, and beside them a list with a line {@code name size size ...} for
   * each tensor in the order of the floats.
   *
   * @return the file; the list is called like it with {@code .txt} added
   */
  static Path write(Path folder, BenchSize size) throws IOException {
    Parameters parameters = StepGraph.define(GraphScope.onParameters(1, 2), size).parameters();
    Path file = folder.resolve("weights-" + size.label() + ".f32");
    float[] values = parameters.values();
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    Files.write(file, bytes.array());
    List<String> lines = parameters.specs().stream().map(StepWeights::line).toList();
    Files.write(Path.of(file + ".txt"), lines);
    return file;
  }

  private static String line(ParameterSpec spec) {
    return spec.name()
        + " "
        + LongStream.of(spec.shape()).mapToObj(Long::toString).collect(Collectors.joining(" "));
  }
}
