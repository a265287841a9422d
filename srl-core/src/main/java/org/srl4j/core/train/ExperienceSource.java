package org.srl4j.core.train;

import org.srl4j.core.policy.Policy;

/**
 * Where a method's experiences come from: demonstrations for SFT, scored rollouts for RLVR and SRL.
 * This and the learner's objective are all that tells the methods apart.
 *
 * <p>A source keeps no position: what it serves is a function of the policy and the collection's
 * number. So a resumed run needs nothing from it.
 */
public interface ExperienceSource {

  /**
   * The experiences of one collection phase.
   *
   * @param policy the policy as it is now; a source that samples uses it
   * @param collection number of this phase, counted from 0; with the source's seed it decides all
   *     that is random
   * @return the batch and what it cost; an empty {@linkplain ExperienceBatch#last() last} batch
   *     when the data ended before
   * @throws IllegalStateException if no batch can be made and the source is told not to go on then
   */
  ExperienceBatch next(Policy policy, long collection);
}
