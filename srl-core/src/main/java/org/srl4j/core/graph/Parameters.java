package org.srl4j.core.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.Storage;

/**
 * The parameters of a policy that are trained, in one flat array in the order of their definition,
 * and perhaps a frozen base of others that are only read. The optimiser works on the array; plans
 * read their weights straight from it and from the base, and make gradients for the array alone.
 */
public final class Parameters {
  private final List<ParameterSpec> specs;
  private final Optional<Parameters> frozen;
  private final Map<String, Slice> slices = new LinkedHashMap<>();
  private final Map<String, ParameterSpec> byName = new LinkedHashMap<>();
  private final float[] values;
  private long version;

  /** Zeroed parameters of these shapes, all trained. */
  public Parameters(List<ParameterSpec> specs) {
    this(specs, Optional.empty(), new float[size(specs)]);
    slices.putAll(slicesOf(new Storage(values)));
  }

  private Parameters(List<ParameterSpec> specs, Optional<Parameters> frozen, float[] values) {
    this.specs = List.copyOf(specs);
    this.frozen = frozen;
    this.values = values;
    specs.forEach(spec -> byName.put(spec.name(), spec));
  }

  /**
   * Zeroed trained parameters over a base that is not copied.
   *
   * @param frozen read, never written
   * @param specs trained; none may be in the base
   */
  public static Parameters over(Parameters frozen, List<ParameterSpec> specs) {
    for (ParameterSpec spec : specs) {
      if (frozen.find(spec.name()).isPresent()) {
        throw new IllegalArgumentException(
            "parameter " + spec.name() + ": is in the frozen base, so it cannot be trained");
      }
    }
    Parameters result = new Parameters(specs, Optional.of(frozen), new float[size(specs)]);
    result.slices.putAll(result.slicesOf(new Storage(result.values)));
    return result;
  }

  /**
   * Shapes without values, for laying plans out that are never run.
   *
   * @param specs trained
   * @param frozenSpecs only read
   */
  public static Parameters layout(List<ParameterSpec> specs, List<ParameterSpec> frozenSpecs) {
    Parameters base = new Parameters(frozenSpecs, Optional.empty(), new float[0]);
    Parameters result = new Parameters(specs, Optional.of(base), new float[0]);
    Storage nothing = new Storage(0);
    for (Parameters each : List.of(base, result)) {
      each.specs.forEach(s -> each.slices.put(s.name(), new Slice(nothing, 0, s.elements())));
    }
    return result;
  }

  /** Elements of all; one array holds no more than 2^31 - 1. */
  private static int size(List<ParameterSpec> specs) {
    long total = elements(specs);
    if (total > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          String.format(
              "parameters: %,d elements, at most %,d fit into the one array that holds them;"
                  + " use a smaller policy",
              total, Integer.MAX_VALUE));
    }
    return (int) total;
  }

  /** Number of elements of tensors together. */
  public static long elements(List<ParameterSpec> specs) {
    return specs.stream().mapToLong(ParameterSpec::elements).sum();
  }

  /** Draws every trained parameter from its initialisation, in order, from one seed. */
  public void initialise(long seed) {
    Random random = new Random(seed);
    for (ParameterSpec spec : specs) {
      Slice slice = slices.get(spec.name());
      for (int i = 0; i < slice.length(); i++) {
        values[slice.offset() + i] = spec.initialisation().draw(random);
      }
    }
    changed();
  }

  /**
   * Takes over every parameter that another layout has under the same name, trained or frozen.
   *
   * @throws IllegalArgumentException if a name stands for another shape there
   */
  public void copyFrom(Parameters other) {
    for (ParameterSpec spec : specs) {
      Optional<ParameterSpec> theirs = other.find(spec.name());
      if (theirs.isPresent()) {
        if (!Arrays.equals(spec.shape(), theirs.get().shape())) {
          throw new IllegalArgumentException(
              String.format(
                  "parameter %s: has shape %s here and %s there",
                  spec.name(),
                  Arrays.toString(spec.shape()),
                  Arrays.toString(theirs.get().shape())));
        }
        Slice from = other.slice(spec.name());
        System.arraycopy(
            from.data(), from.offset(), values, slices.get(spec.name()).offset(), from.length());
      }
    }
    changed();
  }

  /**
   * The flat array of the trained ones itself, not a copy. Whoever writes to it calls {@link
   * #changed()} after it.
   */
  public float[] values() {
    return values;
  }

  /** The flat arrays of all, that of what is only read first; not copies. */
  public List<float[]> allValues() {
    List<float[]> all = new ArrayList<>();
    frozen.ifPresent(base -> all.add(base.values()));
    all.add(values);
    return all;
  }

  /** Says that values are others now, so that what was computed with the old ones is dropped. */
  public void changed() {
    version++;
  }

  /** Number of changes so far, the base's included. */
  public long version() {
    return version + frozen.map(Parameters::version).orElse(0L);
  }

  /** Names, shapes and initialisations of the trained ones, in order. */
  public List<ParameterSpec> specs() {
    return specs;
  }

  /** What is only read. */
  public Optional<Parameters> frozen() {
    return frozen;
  }

  /** Whether a parameter is in the flat array. */
  public boolean isTrained(String name) {
    return byName.containsKey(name);
  }

  /** A parameter's shape, trained or frozen. */
  public Optional<ParameterSpec> find(String name) {
    return Optional.ofNullable(byName.get(name)).or(() -> frozen.flatMap(f -> f.find(name)));
  }

  /** Where a parameter lies, trained or frozen. */
  public Slice slice(String name) {
    Slice slice = slices.get(name);
    if (slice != null) {
      return slice;
    }
    return frozen
        .filter(f -> f.find(name).isPresent())
        .map(f -> f.slice(name))
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private String unknown(String name) {
    List<String> names = new ArrayList<>(byName.keySet());
    frozen.ifPresent(f -> names.addAll(f.byName.keySet()));
    return "no parameter " + name + "; there are " + names;
  }

  /** Slices of another array in the layout of the trained ones, e.g. for gradients. */
  public Map<String, Slice> slicesOf(Storage storage) {
    Map<String, Slice> result = new LinkedHashMap<>();
    int offset = 0;
    for (ParameterSpec spec : specs) {
      result.put(spec.name(), new Slice(storage, offset, spec.elements()));
      offset += spec.elements();
    }
    return result;
  }
}
