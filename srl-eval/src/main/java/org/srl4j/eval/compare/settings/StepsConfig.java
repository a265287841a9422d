package org.srl4j.eval.compare.settings;

/**
 * Which steps of files are learned from. Whether their titles are hinted at is a method's {@code
 * title_hint}.
 *
 * @param includeLastStep false: the paper's N-1 instances of N steps (SRL §4.2); true: all N
 */
public record StepsConfig(boolean includeLastStep) {

  /** The paper's. */
  public static StepsConfig defaults() {
    return new StepsConfig(false);
  }
}
