package org.srl4j.eval.swe.workspace;

import org.srl4j.core.agent.ToolCall;

/** Answers an agent's calls; holds the state of one attempt. */
public interface Environment {

  /**
   * Does what a call says.
   *
   * @param call checked by the tool set, no submission
   * @return what the agent is shown, uncut
   */
  Observation answer(ToolCall call);

  /** What has changed so far, as a diff; empty if nothing has. */
  String diff();

  /**
   * An answer.
   *
   * @param text what the agent is shown
   * @param event stable lower-case word for the counts, e.g. {@code refused_path}
   */
  record Observation(String text, String event) {}
}
