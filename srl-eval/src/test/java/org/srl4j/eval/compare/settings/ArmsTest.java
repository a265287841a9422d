package org.srl4j.eval.compare.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.compare.setup.OrderSetup;

class ArmsTest {

  @Test
  void baseIsAlwaysRunAndOrderIsThatOfReports() {
    List<String> names = Arms.named(List.of("srl", "sft_outline")).stream().map(Arm::name).toList();
    assertEquals(List.of("base", "sft_outline", "srl"), names);
  }

  @Test
  void everyArmFollowsItsInit() {
    List<String> seen = new ArrayList<>();
    for (Arm arm : Arms.all()) {
      arm.init().ifPresent(init -> assertTrue(seen.contains(init), arm.name()));
      seen.add(arm.name());
    }
  }

  @Test
  void secondStageWithoutItsFirstIsRefused() {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> Arms.named(List.of("srl_rlvr")));
    assertEquals("arms: srl_rlvr starts from srl; list it too", fault.getMessage());
  }

  @Test
  void unknownNameListsTheKnown() {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> Arms.byName("grpo"));
    assertTrue(fault.getMessage().contains("srl_unfiltered"), fault.getMessage());
  }

  @Test
  void embeddedBenchmarkHasAllExpertTexts() {
    OrderSetup setup = new OrderSetup(EvaluationConfig.defaults());
    Arms.requireTexts(Arms.all(), setup.task(0));
  }
}
