package org.srl4j.core.prepare;

/**
 * Which step instances a trajectory of N steps gives. The paper's setting is {@link #defaults()},
 * the only place where it is written.
 *
 * @param includeLastStep false: N-1 instances with targets 1..N-1, the paper's (SRL §4.2); true: N
 *     instances, the last step is a target too
 * @param titleHint whether the title of the target step is given as a hint (a footnote of the paper
 *     reports that it helps, without a number); a step without title gets no hint
 */
public record StepOptions(boolean includeLastStep, boolean titleHint) {

  /** The paper's setting: N-1 instances, no hint. */
  public static StepOptions defaults() {
    return new StepOptions(false, false);
  }
}
