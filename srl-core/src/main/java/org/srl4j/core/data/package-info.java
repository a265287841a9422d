/**
 * What flows through the toolkit, as immutable records without any tensor library: a {@link
 * org.srl4j.core.data.Problem} and its {@link org.srl4j.core.data.ExpertTrajectory} become {@link
 * org.srl4j.core.data.StepContext}s, a policy answers with {@link org.srl4j.core.data.Rollout}s,
 * and a learner takes its gradient on {@link org.srl4j.core.data.Experience}s.
 */
package org.srl4j.core.data;
