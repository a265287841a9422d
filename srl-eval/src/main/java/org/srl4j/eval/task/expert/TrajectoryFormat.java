package org.srl4j.eval.task.expert;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.srl4j.core.agent.ObservationLimit;
import org.srl4j.core.prepare.Gsm8kReader;
import org.srl4j.core.prepare.JsonlTrajectoryReader;
import org.srl4j.core.prepare.MathShepherdReader;
import org.srl4j.core.prepare.Outline;
import org.srl4j.core.prepare.S1kReader;
import org.srl4j.core.prepare.TrajectoryReader;
import org.srl4j.core.prepare.agent.AgentFormat;
import org.srl4j.core.prepare.agent.MiniSweAgentFormat;
import org.srl4j.core.prepare.agent.SweAgentFormat;
import org.srl4j.core.prepare.agent.SweSmithFormat;

/** Formats of expert trajectories, by the names of the command line. */
public enum TrajectoryFormat {
  /** GSM8K's JSONL. */
  GSM8K("gsm8k", "openai/grade-school-math on GitHub, folder grade_school_math/data"),
  /** s1K's JSON. */
  S1K("s1k", "the data set simplescaling/s1K-1.1 on Hugging Face, as JSONL or Parquet"),
  /** Math-Shepherd's JSONL. */
  MATH_SHEPHERD("math-shepherd", "the data set peiyi9979/Math-Shepherd on Hugging Face"),
  /** This toolkit's own, docs/data-format.md. */
  JSONL("jsonl", "your own rows, see docs/data-format.md; srl prepare makes some"),
  /** Fine-tuning rows of SWE-smith and its kin. */
  SWE_SMITH("swe-smith", "the data set SWE-bench/SWE-smith-trajectories on Hugging Face"),
  /** A .traj of SWE-agent. */
  SWE_AGENT("swe-agent", "what SWE-agent writes of its runs, *.traj"),
  /** A .traj.json of mini-SWE-agent. */
  MINI_SWE_AGENT("mini-swe-agent", "what mini-SWE-agent writes of its runs, *.traj.json");

  private final String label;
  private final String origin;

  TrajectoryFormat(String label, String origin) {
    this.label = label;
    this.origin = origin;
  }

  /** Where files of this format come from, for people. */
  public String origin() {
    return origin;
  }

  @Override
  public String toString() {
    return label;
  }

  /**
   * The format of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static TrajectoryFormat named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "format: must be one of " + List.of(values()) + ", got " + name));
  }

  /** The format of a name; empty if there is none. */
  public static Optional<TrajectoryFormat> find(String name) {
    return Arrays.stream(values()).filter(format -> format.label.equals(name)).findFirst();
  }

  /**
   * The reader of this format.
   *
   * @param outline which solutions have steps; for s1k only
   * @param keepMarks whether calculator marks stay, where the format has any
   * @throws IllegalArgumentException if they are to stay but the format has none
   */
  public TrajectoryReader reader(Outline outline, boolean keepMarks) {
    if (outline != Outline.TITLED && this != S1K) {
      throw new IllegalArgumentException(
          "outline: only s1k has outlines, got " + outline + " for " + label);
    }
    if (keepMarks && this != GSM8K && this != MATH_SHEPHERD) {
      throw new IllegalArgumentException(
          "--keep-marks: only gsm8k and math-shepherd have calculator marks, got --format "
              + label);
    }
    return switch (this) {
      case GSM8K -> new Gsm8kReader(keepMarks);
      case S1K -> new S1kReader(outline);
      case MATH_SHEPHERD -> new MathShepherdReader(false, keepMarks);
      case JSONL -> new JsonlTrajectoryReader();
      case SWE_SMITH, SWE_AGENT, MINI_SWE_AGENT ->
          agentFormat().orElseThrow().steps(ObservationLimit.defaults());
    };
  }

  /** The format as one of agents' attempts; empty for mathematics. */
  public Optional<AgentFormat> agentFormat() {
    return switch (this) {
      case SWE_SMITH -> Optional.of(new SweSmithFormat());
      case SWE_AGENT -> Optional.of(new SweAgentFormat());
      case MINI_SWE_AGENT -> Optional.of(new MiniSweAgentFormat());
      case GSM8K, S1K, MATH_SHEPHERD, JSONL -> Optional.empty();
    };
  }
}
