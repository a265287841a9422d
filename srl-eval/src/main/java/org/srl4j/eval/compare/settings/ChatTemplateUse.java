package org.srl4j.eval.compare.settings;

/** Whether prompts must go through a chat template of the model. */
public enum ChatTemplateUse {
  /** Where the model has one; else plain text is asked. */
  OPTIONAL,
  /** A model without one is refused. */
  REQUIRED
}
