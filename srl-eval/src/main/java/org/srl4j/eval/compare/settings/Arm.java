package org.srl4j.eval.compare.settings;

import java.util.Optional;
import org.srl4j.eval.task.ExpertText;

/**
 * A method under comparison.
 *
 * @param name short, as in configs and file names
 * @param label for people
 * @param kind what it learns from
 * @param control whether it is a control or an ablation, run on fewer seeds
 * @param init the arm whose selected parameters it starts from; empty = the base
 */
public record Arm(String name, String label, Kind kind, boolean control, Optional<String> init) {

  /** What a method learns from. */
  public enum Kind {
    /** Nothing: the base as it is. */
    BASE,
    /** Demonstrations: the expert's steps alone. */
    SFT_OUTLINE,
    /** Demonstrations: the expert's steps with its own reasoning. */
    SFT_FULL,
    /** Demonstrations with the reasoning that the base itself would write: a control. */
    SFT_FRIENDLY,
    /** Rollouts rewarded for the final answer. */
    RLVR,
    /** Rollouts of single steps, rewarded by similarity with the expert's. */
    SRL,
    /** SRL without dynamic sampling (the paper's table 2). */
    SRL_UNFILTERED,
    /**
     * Rollouts of whole solutions, rewarded by similarity with the whole expert solution (table 3).
     */
    WHOLE_SOLUTION;

    /** The expert's text that a demonstration shows, if this kind imitates. */
    public Optional<ExpertText> expertText() {
      return switch (this) {
        case SFT_OUTLINE -> Optional.of(ExpertText.OUTLINE);
        case SFT_FULL -> Optional.of(ExpertText.FULL);
        case SFT_FRIENDLY -> Optional.of(ExpertText.STUDENT_FRIENDLY);
        default -> Optional.empty();
      };
    }
  }
}
