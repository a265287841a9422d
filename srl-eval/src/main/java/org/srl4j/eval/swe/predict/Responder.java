package org.srl4j.eval.swe.predict;

import java.util.List;

/** Continues prompts: a policy, or a script in its place. */
@FunctionalInterface
public interface Responder {

  /**
   * Answers a prompt.
   *
   * @param id of the question, which decides the seeds
   * @param prompt what is asked
   * @param samples answers wanted, at least 1
   * @return as many answers as wanted
   */
  List<Response> respond(String id, String prompt, int samples);
}
