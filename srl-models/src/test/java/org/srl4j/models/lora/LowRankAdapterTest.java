package org.srl4j.models.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.testing.GraphBlockContract;
import org.srl4j.models.block.Linear;

class LowRankAdapterTest {
  private static final int IN = 7;
  private static final int OUT = 9;

  private static LoraConfig config(double dropout, boolean rslora) {
    return new LoraConfig(4, 6, dropout, List.of("q_proj", "down_proj"), rslora);
  }

  private static SDVariable layer(GraphScope scope, LoraConfig config, String name) {
    SDVariable x =
        scope.parameter("input.x", org.srl4j.core.graph.Initialisation.normal(1), scope.rows(), IN);
    return new Linear(IN, OUT, true, 0.4)
        .define(scope.adapting(new LowRankAdapter(config, true)).child("a").child(name), x);
  }

  /** Finite differences, kernels against compositions, threads and padding. */
  abstract static class Contract extends GraphBlockContract {
    private final LoraConfig config;

    Contract(LoraConfig config) {
      this.config = config;
    }

    @Override
    protected List<SDVariable> define(GraphScope scope) {
      SDVariable x = floatInput(scope, "x", scope.rows(), IN);
      GraphScope adapted = scope.adapting(new LowRankAdapter(config, true));
      return List.of(new Linear(IN, OUT, true, 0.4).define(adapted.child("q_proj"), x));
    }

    @Override
    protected Map<String, float[]> inputs(int batch, int length) {
      if (config.dropout() == 0) {
        return Map.of();
      }
      float[] keys = new float[batch * length];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = DropoutMask.key(3, i / length, i % length);
      }
      return new HashMap<>(Map.of(DropoutMask.KEYS, keys));
    }
  }

  @Nested
  class Plain extends Contract {
    Plain() {
      super(config(0, false));
    }
  }

  @Nested
  class RankStabilisedWithDropout extends Contract {
    RankStabilisedWithDropout() {
      super(config(0.4, true));
    }
  }

  @Test
  void onlyTargetedLayersAreAdapted() {
    GraphScope scope = GraphScope.onParameters(1, 2);
    layer(scope, config(0, false), "k_proj");
    layer(scope, config(0, false), "q_proj");
    assertEquals(
        List.of(
            "input.x",
            "a.k_proj.weight",
            "a.k_proj.bias",
            "a.q_proj.weight",
            "a.q_proj.bias",
            "a.q_proj.lora_A.weight",
            "a.q_proj.lora_B.weight"),
        scope.parameters().stream().map(ParameterSpec::name).toList());
  }

  @Test
  void theScaleIsAlphaByRankOrByItsRoot() {
    assertEquals(1.5, config(0, false).scale(), 0); // 6 / 4
    assertEquals(3, config(0, true).scale(), 0); // 6 / sqrt(4)
  }

  @Test
  void allLinearStandsForTheSevenLayers() {
    assertEquals(LoraConfig.MODULES, LoraConfig.defaults().targetModules());
    assertEquals(
        new LoraConfig(1, 1, 0, List.of("v_proj", "q_proj"), false),
        new LoraConfig(1, 1, 0, List.of("q_proj", "v_proj", "q_proj"), false));
  }

  @Test
  void badSettingsAreNamed() {
    List<String> q = List.of("q_proj");
    for (Map.Entry<String, Runnable> bad :
        Map.<String, Runnable>of(
                "rank: must be at least 1, got 0", () -> new LoraConfig(0, 1, 0, q, false),
                "alpha: must be above 0, got 0.0", () -> new LoraConfig(1, 0, 0, q, false),
                "dropout: must be in [0, 1), got 1.0", () -> new LoraConfig(1, 1, 1, q, false),
                "targetModules: names no layer", () -> new LoraConfig(1, 1, 0, List.of(), false),
                "targetModules: no linear layer head",
                    () -> new LoraConfig(1, 1, 0, List.of("head"), false))
            .entrySet()) {
      IllegalArgumentException fault =
          assertThrows(IllegalArgumentException.class, () -> bad.getValue().run());
      assertTrue(fault.getMessage().startsWith(bad.getKey()), fault.getMessage());
    }
  }
}
