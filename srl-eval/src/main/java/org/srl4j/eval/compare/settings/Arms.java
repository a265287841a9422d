package org.srl4j.eval.compare.settings;

import java.util.List;
import java.util.Optional;
import org.srl4j.eval.compare.settings.Arm.Kind;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.Task;

/** All methods of the comparison. */
public final class Arms {
  /** Name of the untrained arm, which is always run. */
  public static final String BASE = "base";

  private static final List<Arm> ALL =
      List.of(
          arm(BASE, "base", Kind.BASE),
          arm("sft_outline", "SFT (outline)", Kind.SFT_OUTLINE),
          arm("sft_full", "SFT (reasoning)", Kind.SFT_FULL),
          arm("rlvr", "RLVR", Kind.RLVR),
          arm("srl", "SRL", Kind.SRL),
          after("srl", "srl_rlvr", "SRL → RLVR", Kind.RLVR, false),
          after("srl", "srl_srl", "SRL → SRL", Kind.SRL, true),
          after("rlvr", "rlvr_rlvr", "RLVR → RLVR", Kind.RLVR, true),
          control("srl_unfiltered", "SRL, unfiltered", Kind.SRL_UNFILTERED),
          control("whole_solution", "whole solution", Kind.WHOLE_SOLUTION),
          control("sft_friendly", "SFT (spelled out)", Kind.SFT_FRIENDLY));

  private Arms() {}

  private static Arm arm(String name, String label, Kind kind) {
    return new Arm(name, label, kind, false, Optional.empty());
  }

  private static Arm control(String name, String label, Kind kind) {
    return new Arm(name, label, kind, true, Optional.empty());
  }

  private static Arm after(String init, String name, String label, Kind kind, boolean control) {
    return new Arm(name, label, kind, control, Optional.of(init));
  }

  /** All methods, in the order of reports. */
  public static List<Arm> all() {
    return ALL;
  }

  /**
   * The method of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Arm byName(String name) {
    return ALL.stream()
        .filter(arm -> arm.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "arm: no arm " + name + "; there are " + ALL.stream().map(Arm::name).toList()));
  }

  /**
   * Methods by name, in the order of reports; the base is always among them.
   *
   * @throws IllegalArgumentException if a name is unknown, or an arm's init arm is not listed
   */
  public static List<Arm> named(List<String> names) {
    List<String> known = ALL.stream().map(Arm::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("arms: no arm " + name + "; there are " + known);
      }
    }
    List<Arm> chosen =
        ALL.stream().filter(a -> a.name().equals(BASE) || names.contains(a.name())).toList();
    for (Arm arm : chosen) {
      if (arm.init().isPresent() && !names.contains(arm.init().get())) {
        throw new IllegalArgumentException(
            "arms: " + arm.name() + " starts from " + arm.init().get() + "; list it too");
      }
    }
    return chosen;
  }

  /**
   * Checks that a task has the expert texts that imitating arms show.
   *
   * @throws IllegalArgumentException if it lacks one
   */
  public static void requireTexts(List<Arm> arms, Task task) {
    for (Arm arm : arms) {
      Optional<ExpertText> needed = arm.kind().expertText();
      if (needed.isPresent() && !task.expertTexts().contains(needed.get())) {
        throw new IllegalArgumentException(
            "arms: "
                + arm.name()
                + " needs the expert text "
                + needed.get()
                + ", but "
                + task.name()
                + " has "
                + task.expertTexts()
                + " only; leave the arm out, e.g."
                + " arms=[sft_outline,rlvr,srl,srl_rlvr]");
      }
    }
  }
}
