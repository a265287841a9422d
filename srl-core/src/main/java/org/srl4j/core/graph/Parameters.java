package org.srl4j.core.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.Storage;

/**
 * All parameters of a policy in one flat array, in the order of their definition. The optimiser
 * works on the array; plans read their weights straight from it.
 */
public final class Parameters {
  private final List<ParameterSpec> specs;
  private final Map<String, Slice> slices = new LinkedHashMap<>();
  private final float[] values;
  private long version;

  /** Zeroed parameters of these shapes. */
  public Parameters(List<ParameterSpec> specs) {
    this.specs = List.copyOf(specs);
    int total = 0;
    for (ParameterSpec spec : specs) {
      total = Math.addExact(total, spec.elements());
    }
    this.values = new float[total];
    this.slices.putAll(slicesOf(new Storage(values)));
  }

  /** Draws every parameter from its initialisation, in order, from one seed. */
  public void initialise(long seed) {
    Random random = new Random(seed);
    for (ParameterSpec spec : specs) {
      Slice slice = slices.get(spec.name());
      Initialisation init = spec.initialisation();
      for (int i = 0; i < slice.length(); i++) {
        double draw =
            init.standardDeviation() == 0
                ? init.constant()
                : random.nextGaussian() * init.standardDeviation();
        values[slice.offset() + i] = (float) draw;
      }
    }
    changed();
  }

  /** The flat array itself, not a copy. Whoever writes to it calls {@link #changed()} after it. */
  public float[] values() {
    return values;
  }

  /** Says that values are others now, so that what was computed with the old ones is dropped. */
  public void changed() {
    version++;
  }

  /** Number of changes so far. */
  public long version() {
    return version;
  }

  /** Names, shapes and initialisations, in order. */
  public List<ParameterSpec> specs() {
    return specs;
  }

  /** Where a parameter lies. */
  public Slice slice(String name) {
    Slice slice = slices.get(name);
    if (slice == null) {
      throw new IllegalArgumentException(
          "no parameter " + name + "; there are " + new ArrayList<>(slices.keySet()));
    }
    return slice;
  }

  /** Slices of another array in the same layout, e.g. for gradients. */
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
