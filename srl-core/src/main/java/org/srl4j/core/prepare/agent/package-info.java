/**
 * Files of agents' attempts at software engineering issues: SWE-smith's fine-tuning rows, SWE-agent
 * and mini-SWE-agent trajectories.
 *
 * <p>Main flow: an {@link org.srl4j.core.prepare.agent.AgentFormat} makes one {@link
 * org.srl4j.core.agent.AgentTrajectory} a row; {@link
 * org.srl4j.core.prepare.agent.AgentFormat#steps} is the reader of expert steps that the rest of
 * the preparation takes; {@link org.srl4j.core.prepare.agent.SweSmithRows} writes attempts as
 * fine-tuning rows.
 *
 * <p>To add a format, implement {@code parse}.
 */
package org.srl4j.core.prepare.agent;
