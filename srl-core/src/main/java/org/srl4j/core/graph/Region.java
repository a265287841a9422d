package org.srl4j.core.graph;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A part of a graph that a kernel can stand in for. The ops between inputs and outputs are its
 * definition.
 *
 * @param kind name of the kernel
 * @param attributes the kernel's numbers
 * @param inputs variables that enter, in the kernel's order
 * @param outputs variables that leave, in the kernel's order
 */
public record Region(
    String kind,
    Map<String, Double> attributes,
    List<SDVariable> inputs,
    List<SDVariable> outputs) {

  /** Copies the collections. */
  public Region {
    attributes = Map.copyOf(attributes);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
