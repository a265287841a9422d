package org.srl4j.eval.task;

/** Which of the expert's words a demonstration for supervised fine-tuning shows. */
public enum ExpertText {
  /** The steps alone ("R1 outline" in table 1 of the SRL paper). */
  OUTLINE,
  /** Each step after the expert's own reasoning ("R1 reasoning" in table 1). */
  FULL,
  /** Each step after the reasoning that the base policy itself would write: a control. */
  STUDENT_FRIENDLY
}
