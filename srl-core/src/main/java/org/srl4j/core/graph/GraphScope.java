package org.srl4j.core.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where blocks are defined: a SameDiff graph, a prefix for parameter names, and the regions that
 * kernels may stand in for. Children share the graph and lengthen the prefix.
 */
public final class GraphScope {
  private final Definition definition;
  private final String prefix;
  private final LinearAdapter adapter;

  private record Definition(
      SameDiff graph,
      DataType dataType,
      int batch,
      int length,
      boolean packed,
      boolean ownsParameters,
      List<ParameterSpec> parameters,
      Map<String, SDVariable> variables,
      Map<String, SDVariable> inputs,
      List<Region> regions,
      Map<String, Integer> regionCounts,
      List<SDVariable> boundaries) {}

  private GraphScope(Definition definition, String prefix, LinearAdapter adapter) {
    this.definition = definition;
    this.prefix = prefix;
    this.adapter = adapter;
  }

  /**
   * An empty graph with arrays of its own for parameters, as the stock session wants it.
   *
   * @param dataType of parameters and activations: FLOAT, or DOUBLE for gradient checks
   * @param batch B, sequences
   * @param length T, positions
   */
  public static GraphScope root(DataType dataType, int batch, int length) {
    return root(dataType, batch, length, false, true);
  }

  /** An empty FLOAT graph whose parameters live in {@link Parameters}: no arrays are made. */
  public static GraphScope onParameters(int batch, int length) {
    return root(DataType.FLOAT, batch, length, false, false);
  }

  /**
   * Like {@link #root}, for one row in which many sequences lie as {@link #layout()} says.
   *
   * @param length T, tokens of the row
   */
  public static GraphScope packed(DataType dataType, int length) {
    return root(dataType, 1, length, true, true);
  }

  /** Like {@link #onParameters}, for one packed row of T tokens. */
  public static GraphScope packedOnParameters(int length) {
    return root(DataType.FLOAT, 1, length, true, false);
  }

  private static GraphScope root(
      DataType dataType, int batch, int length, boolean packed, boolean ownsParameters) {
    checkSizes("batch and length ", new long[] {batch, length});
    return new GraphScope(
        new Definition(
            SameDiff.create(),
            dataType,
            batch,
            length,
            packed,
            ownsParameters,
            new ArrayList<>(),
            new HashMap<>(),
            new HashMap<>(),
            new ArrayList<>(),
            new HashMap<>(),
            new ArrayList<>()),
        "",
        LinearAdapter.NONE);
  }

  /** A scope whose parameter names begin with this one's prefix and {@code name.}. */
  public GraphScope child(String name) {
    return new GraphScope(definition, prefix + name + ".", adapter);
  }

  /** The same scope, whose linear layers are adapted. */
  public GraphScope adapting(LinearAdapter newAdapter) {
    return new GraphScope(definition, prefix, newAdapter);
  }

  /** What linear layers add to their output. */
  public LinearAdapter adapter() {
    return adapter;
  }

  /** The last part of the prefix, without dots; empty at the root. */
  public String name() {
    int end = Math.max(0, prefix.length() - 1);
    return prefix.substring(prefix.lastIndexOf('.', end - 1) + 1, end);
  }

  /** All of the prefix, without the last dot; empty at the root. */
  public String path() {
    return prefix.substring(0, Math.max(0, prefix.length() - 1));
  }

  /** The SameDiff graph that ops are added to. */
  public SameDiff sameDiff() {
    return definition.graph;
  }

  /** B, the number of sequences the graph is defined for. */
  public int batch() {
    return definition.batch;
  }

  /** T, the number of positions the graph is defined for. */
  public int length() {
    return definition.length;
  }

  /** How tokens belong together; empty when every row is one sequence from position 0. */
  public Optional<TokenLayout> layout() {
    return definition.packed ? Optional.of(TokenLayout.of(this)) : Optional.empty();
  }

  /** N = B * T, rows when sequences and positions are folded into one axis. */
  public int rows() {
    return Math.multiplyExact(definition.batch, definition.length);
  }

  /** Type of parameters and activations. */
  public DataType dataType() {
    return definition.dataType;
  }

  /**
   * A tensor that can be trained; asking again for the same name gives the same variable (weight
   * tying).
   *
   * @param name appended to the scope's prefix
   * @param initialisation how it starts
   * @param shape sizes of its axes, at least 1 each
   * @throws IllegalArgumentException if a size is below 1, or the name stands for another shape
   */
  public SDVariable parameter(String name, Initialisation initialisation, long... shape) {
    String full = prefix + name;
    checkSizes("parameter " + full, shape);
    checkSameShape("parameter " + full, definition.variables.get(full), shape);
    return definition.variables.computeIfAbsent(
        full,
        key -> {
          definition.parameters.add(new ParameterSpec(key, shape, initialisation));
          return definition.ownsParameters
              ? definition.graph.var(key, Nd4j.create(definition.dataType, shape))
              : definition.graph.placeHolder(key, definition.dataType, shape);
        });
  }

  /**
   * Data fed before every run; the same name gives the same variable.
   *
   * @param name the same in all scopes, without a prefix
   * @param type of the elements
   * @param shape sizes of its axes, at least 1 each
   * @throws IllegalArgumentException if a size is below 1, or the name stands for another shape or
   *     type
   */
  public SDVariable input(String name, DataType type, long... shape) {
    checkSizes("input " + name, shape);
    SDVariable known = definition.inputs.get(name);
    checkSameShape("input " + name, known, shape);
    if (known != null && known.dataType() != type) {
      throw new IllegalArgumentException(
          "input " + name + ": is " + known.dataType() + ", now asked for as " + type);
    }
    return definition.inputs.computeIfAbsent(
        name, key -> definition.graph.placeHolder(key, type, shape));
  }

  private static void checkSizes(String what, long[] shape) {
    for (int axis = 0; axis < shape.length; axis++) {
      if (shape[axis] < 1) {
        throw new IllegalArgumentException(
            what
                + Arrays.toString(shape)
                + ": axis "
                + axis
                + " must be at least 1; a graph is defined for fixed sizes");
      }
    }
  }

  private static void checkSameShape(String what, SDVariable known, long[] shape) {
    if (known == null) {
      return;
    }
    long[] first = known.isPlaceHolder() ? known.placeholderShape() : known.getShape();
    if (!Arrays.equals(first, shape)) {
      throw new IllegalArgumentException(
          what
              + ": defined with shape "
              + Arrays.toString(first)
              + ", now asked for with "
              + Arrays.toString(shape));
    }
  }

  /** A scalar of the graph's type. */
  public SDVariable constant(double value) {
    return definition.graph.constant(Nd4j.scalar(definition.dataType, value));
  }

  /** A region with one output. */
  public SDVariable region(
      String kind,
      Map<String, Double> attributes,
      List<SDVariable> inputs,
      Supplier<SDVariable> composition) {
    return regions(kind, attributes, inputs, () -> List.of(composition.get())).get(0);
  }

  /**
   * Marks what the composition adds as a region.
   *
   * @param kind the kernel that may stand in
   * @param attributes the kernel's numbers; {@code layer} is added, counting regions of this kind
   * @param inputs variables the composition reads, in the kernel's order
   * @param composition adds the ops that define the region
   * @return the region's outputs, in the kernel's order
   */
  public List<SDVariable> regions(
      String kind,
      Map<String, Double> attributes,
      List<SDVariable> inputs,
      Supplier<List<SDVariable>> composition) {
    Map<String, Double> all = new HashMap<>(attributes);
    all.put("layer", (double) definition.regionCounts.merge(kind, 1, Integer::sum) - 1);
    List<SDVariable> outputs = composition.get();
    definition.regions.add(new Region(kind, all, inputs, outputs));
    return outputs;
  }

  /**
   * Marks where a stretch of the graph ends and the next begins. A plan that recomputes keeps only
   * what crosses these places for its reverse pass (Chen et al., arXiv:1604.06174, section 4).
   *
   * @return the variable itself
   */
  public SDVariable boundary(SDVariable variable) {
    definition.boundaries.add(variable);
    return variable;
  }

  /** Places marked so far, in order. */
  public List<SDVariable> boundaries() {
    return List.copyOf(definition.boundaries);
  }

  /** Tensors that can be trained so far, in the order of definition. */
  public List<ParameterSpec> parameters() {
    return List.copyOf(definition.parameters);
  }

  /** Whether a variable is such a tensor. */
  public boolean isParameter(String name) {
    return definition.variables.containsKey(name);
  }

  /** Regions so far. */
  public List<Region> regions() {
    return List.copyOf(definition.regions);
  }
}
